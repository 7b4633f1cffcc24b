//! How far the present step has come: the only clock of the page, and time is handed to it.
//!
//! ```text
//!   Still ──start──► Moving ──450 ms──► Still            a step by hand
//!                       └────450 ms──► Resting ──► Next   while it plays
//! ```

/// How long a step takes at single speed.
pub const STEP_MS: f64 = 450.0;

/// How long play rests between two steps at single speed, so that an eye can find the next one.
pub const REST_MS: f64 = 350.0;

/// The longest time that one tick may stand for: a page that slept does not leap when it wakes.
const TICK_MS_MAX: f64 = 100.0;

/// How fast steps go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Speed {
    /// A quarter.
    Quarter,
    /// Half.
    Half,
    /// As it is.
    #[default]
    Single,
    /// Double.
    Double,
    /// Four times.
    Fourfold,
}

impl Speed {
    /// Every speed, slowest first.
    pub const ALL: [Speed; 5] = [Speed::Quarter, Speed::Half, Speed::Single, Speed::Double, Speed::Fourfold];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Speed::Quarter => "¼×",
            Speed::Half => "½×",
            Speed::Single => "1×",
            Speed::Double => "2×",
            Speed::Fourfold => "4×",
        }
    }

    fn factor(self) -> f64 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Single => 1.0,
            Speed::Double => 2.0,
            Speed::Fourfold => 4.0,
        }
    }
}

/// What a tick has brought about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beat {
    /// Something moves on, or nothing does.
    None,
    /// The step is complete.
    Arrived,
    /// It plays, and the next step is due.
    Next,
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
enum Stage {
    #[default]
    Still,
    Moving(f64),
    Resting(f64),
}

/// The playhead of the step at the cursor.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Playhead {
    stage: Stage,
    playing: bool,
}

impl Playhead {
    /// How far the step has come: 0 at its start, 1 when it is complete.
    pub fn progress(self) -> f64 {
        match self.stage {
            Stage::Moving(elapsed) => (elapsed / STEP_MS).min(1.0),
            Stage::Still | Stage::Resting(_) => 1.0,
        }
    }

    /// Whether a step is under way.
    pub fn moving(self) -> bool {
        matches!(self.stage, Stage::Moving(_))
    }

    /// Whether it plays by itself.
    pub fn playing(self) -> bool {
        self.playing
    }

    /// Whether it needs a clock.
    pub fn ticking(self) -> bool {
        self.stage != Stage::Still
    }

    /// Begins a step; when nothing is to move, it is complete at once.
    pub fn start(&mut self, moves: bool) {
        self.stage = match (moves, self.playing) {
            (true, _) => Stage::Moving(0.0),
            (false, true) => Stage::Resting(-STEP_MS),
            (false, false) => Stage::Still,
        };
    }

    /// Plays by itself from here; the first step is the caller's.
    pub fn play(&mut self) {
        self.playing = true;
    }

    /// Plays no more. A step under way is completed at its pace.
    pub fn pause(&mut self) {
        self.playing = false;
        if let Stage::Resting(_) = self.stage {
            self.stage = Stage::Still;
        }
    }

    /// Everything is where it belongs, and nothing plays.
    pub fn settle(&mut self) {
        *self = Playhead::default();
    }

    /// Lets `elapsed_ms` pass.
    pub fn tick(&mut self, elapsed_ms: f64, speed: Speed) -> Beat {
        let passed = super::between(elapsed_ms, 0.0, TICK_MS_MAX) * speed.factor();
        match self.stage {
            Stage::Still => Beat::None,
            Stage::Moving(elapsed) if elapsed + passed < STEP_MS => {
                self.stage = Stage::Moving(elapsed + passed);
                Beat::None
            }
            Stage::Moving(_) => {
                self.stage = if self.playing { Stage::Resting(0.0) } else { Stage::Still };
                Beat::Arrived
            }
            Stage::Resting(elapsed) if elapsed + passed < REST_MS => {
                self.stage = Stage::Resting(elapsed + passed);
                Beat::None
            }
            Stage::Resting(_) => {
                self.stage = Stage::Still;
                Beat::Next
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(playhead: &mut Playhead, milliseconds: u32, speed: Speed) -> Beat {
        let mut last = Beat::None;
        for _ in 0..milliseconds / 10 {
            last = playhead.tick(10.0, speed);
            if last != Beat::None {
                return last;
            }
        }
        last
    }

    #[test]
    fn a_step_by_hand_runs_once_and_stands_still() {
        let mut playhead = Playhead::default();
        playhead.start(true);
        assert!(playhead.progress() < 0.01 && playhead.ticking());
        assert_eq!(pass(&mut playhead, 440, Speed::Single), Beat::None);
        assert_eq!(pass(&mut playhead, 20, Speed::Single), Beat::Arrived);
        assert!(!playhead.ticking() && playhead.progress() > 0.99);
    }

    #[test]
    fn play_rests_and_asks_for_the_next_step() {
        let mut playhead = Playhead::default();
        playhead.play();
        playhead.start(true);
        assert_eq!(pass(&mut playhead, 460, Speed::Single), Beat::Arrived);
        assert_eq!(pass(&mut playhead, 400, Speed::Single), Beat::Next);
    }

    #[test]
    fn a_page_that_slept_does_not_leap() {
        let mut playhead = Playhead::default();
        playhead.start(true);
        assert_eq!(playhead.tick(60_000.0, Speed::Single), Beat::None);
    }

    #[test]
    fn with_reduced_motion_play_keeps_its_pace() {
        let mut playhead = Playhead::default();
        playhead.play();
        playhead.start(false);
        assert!(playhead.progress() > 0.99 && !playhead.moving());
        assert_eq!(pass(&mut playhead, 700, Speed::Single), Beat::None);
        assert_eq!(pass(&mut playhead, 200, Speed::Single), Beat::Next);
    }

    #[test]
    fn pausing_lets_the_step_arrive_and_starts_no_other() {
        let mut playhead = Playhead::default();
        playhead.play();
        playhead.start(true);
        playhead.pause();
        assert_eq!(pass(&mut playhead, 500, Speed::Single), Beat::Arrived);
        assert!(!playhead.ticking());
    }

    #[test]
    fn four_times_is_four_times_as_fast() {
        let mut playhead = Playhead::default();
        playhead.start(true);
        assert_eq!(pass(&mut playhead, 120, Speed::Fourfold), Beat::Arrived);
    }
}
