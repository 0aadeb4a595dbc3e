// Mocha's Spec reporter, which also writes to the file that MOCHA_COUNTS names how many tests passed and failed, and
// which ones failed.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => failed.push(told(test, error)));
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) =>
      failed.push(told(test, { message: "It is skipped." })),
    );
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(
        process.env.MOCHA_COUNTS,
        JSON.stringify({ passes, failures: failures + pending, failed }),
      );
    });
  }
};

/** The whole title of a test and the first line of its error. */
function told(test, error) {
  const [line] = String(error?.message ?? error).split("\n");
  return `${test.fullTitle()}\n  ${line}`;
}
