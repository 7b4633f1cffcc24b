//! How evenly keys lie on servers.

use super::servers::Servers;

/// How many keys each server has, against what its weight would be due.
#[derive(Clone, PartialEq, Debug)]
pub struct Tally {
    counts: Vec<u64>,
    weights: Vec<u32>,
    keys: u64,
}

impl Tally {
    /// No keys yet.
    pub fn new(servers: &Servers) -> Tally {
        Tally { counts: vec![0; servers.len()], weights: servers.iter().map(|server| server.weight).collect(), keys: 0 }
    }

    /// Counts a key of a server; places beyond the list are not counted.
    pub fn count(&mut self, server: u16) {
        if let Some(count) = self.counts.get_mut(usize::from(server)) {
            *count += 1;
            self.keys += 1;
        }
    }

    /// How many keys each server has.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many keys there are.
    pub fn keys(&self) -> u64 {
        self.keys
    }

    /// The heaviest load against the mean (max/mean), each load counted per unit of weight: 1 is even. 0 without keys.
    pub fn max_to_mean(&self) -> f64 {
        self.loads().fold(0.0, f64::max)
    }

    /// The standard deviation of the loads against their mean (sd/mean), each counted per unit of weight: 0 is even.
    pub fn sd_to_mean(&self) -> f64 {
        if self.keys == 0 {
            return 0.0;
        }
        let squares: f64 = self.loads().map(|load| (load - 1.0) * (load - 1.0)).sum();
        (squares / float(self.counts.len() as u64)).sqrt()
    }

    /// Each server's load against what is due to its weight: 1 is its share.
    fn loads(&self) -> impl Iterator<Item = f64> {
        let total: u64 = self.weights.iter().map(|weight| u64::from(*weight)).sum();
        let per_weight = float(self.keys) / float(total);
        let keys = self.counts.iter().zip(&self.weights);
        keys.map(move |(count, weight)| if self.keys == 0 { 0.0 } else { float(*count) / (f64::from(*weight) * per_weight) })
    }
}

/// sd/mean of the shares that n servers with k points each have on a ring whose points lie by chance:
/// sqrt((n - 1) / (kn + 1)).
pub fn expected_sd_to_mean(servers: u32, points: u32) -> f64 {
    let (n, k) = (f64::from(servers.max(1)), f64::from(points));
    ((n - 1.0) / (k * n + 1.0)).sqrt()
}

/// How even loads are, in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Evenness {
    /// The heaviest load against the mean: 1000 is even.
    pub max_to_mean: u64,
    /// The standard deviation against the mean: 0 is even.
    pub sd_to_mean: u64,
}

/// How even these loads are, each with its server's weight; a load is counted per unit of weight.
pub fn evenness(loads: impl IntoIterator<Item = (u64, u32)>) -> Evenness {
    let (counts, weights): (Vec<u64>, Vec<u32>) = loads.into_iter().unzip();
    let keys = counts.iter().sum();
    let tally = Tally { counts, weights, keys };
    if keys == 0 {
        return Evenness::default();
    }
    Evenness { max_to_mean: thousandths(tally.max_to_mean()), sd_to_mean: thousandths(tally.sd_to_mean()) }
}

/// [`expected_sd_to_mean`] in thousandths.
pub fn expected_thousandths(servers: u32, points: u32) -> u64 {
    thousandths(expected_sd_to_mean(servers, points))
}

#[expect(clippy::cast_sign_loss, reason = "loads and their deviations are not negative")]
fn thousandths(number: f64) -> u64 {
    (number * 1_000.0 + 0.5) as u64
}

/// Exact up to 2^53, which no count of keys reaches.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}
