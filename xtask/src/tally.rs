//! Reads how many tests passed and failed out of what the test programs print.

/// How a stage went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed; a lint that passed counts as one.
    pub(crate) passed: u64,
    /// Tests that failed; a stage that could not run counts as one.
    pub(crate) failed: u64,
}

impl Tally {
    /// A stage without tests of its own.
    pub(crate) fn of_one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// From the lines `test result: ok. 5 passed; 0 failed; ..` of `cargo test`, one per test program.
    pub(crate) fn of_cargo(success: bool, printed: &str) -> Self {
        let lines = printed.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        let sum = lines.fold(Self::default(), |sum, line| Self {
            passed: sum.passed + number_before(line, " passed"),
            failed: sum.failed + number_before(line, " failed"),
        });
        sum.agreeing_with(success)
    }

    /// From the lines `# pass 5` and `# fail 0` that end a TAP report.
    pub(crate) fn of_tap(success: bool, report: &str) -> Self {
        let after = |start: &str| {
            report.lines().filter_map(|line| line.strip_prefix(start)?.trim().parse().ok()).next_back().unwrap_or(0)
        };
        Self { passed: after("# pass "), failed: after("# fail ") + after("# cancelled ") }.agreeing_with(success)
    }

    /// Two stages together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// A program that failed without naming a failed test has failed once: it did not compile, or it died. One that
    /// claims to have succeeded without a single test has tested nothing.
    fn agreeing_with(self, success: bool) -> Self {
        let honest = if success { self.passed > 0 } else { self.failed > 0 };
        if honest { self } else { Self { failed: self.failed + 1, ..self } }
    }
}

fn number_before(line: &str, word: &str) -> u64 {
    let before = line.split_once(word).map_or("", |(before, _)| before);
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_program_is_counted() {
        let printed = "test result: ok. 5 passed; 0 failed; 0 ignored; finished in 0.00s\n\
            noise\ntest result: FAILED. 12 passed; 3 failed; 1 ignored; finished in 0.00s\n";
        assert_eq!(Tally::of_cargo(false, printed), Tally { passed: 17, failed: 3 });
    }

    #[test]
    fn a_failure_without_a_failed_test_counts_once() {
        assert_eq!(Tally::of_cargo(false, "error: could not compile"), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::of_tap(false, "# pass 4\n# fail 0\n"), Tally { passed: 4, failed: 1 });
    }

    #[test]
    fn a_success_without_a_test_is_a_failure() {
        assert_eq!(Tally::of_cargo(true, ""), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn the_end_of_a_tap_report_is_read() {
        assert_eq!(Tally::of_tap(true, "ok 1 - a\n# tests 2\n# pass 2\n# fail 0\n"), Tally { passed: 2, failed: 0 });
    }
}
