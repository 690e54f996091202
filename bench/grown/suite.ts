/** Which tests are run on data that grew. All others have an office of their own, and nothing of `data/` but the language. */

/** Hold whatever office ships: they read it without naming anything of it. */
export const ANY_OFFICE: readonly string[] = [
  'test/any-office.test.ts',
  'test/channels/feishu/doctor.test.ts',
  'test/cli/apart.test.ts',
  'test/cli/init.test.ts',
  'test/cli/new-office/new-office.test.ts',
  'test/cli/new-office/page.test.ts',
  'test/cli/new-office/shares.test.ts',
  'test/cli/sql.test.ts',
  'test/data.test.ts',
  'test/documents/candidates.test.ts',
  'test/documents/new-plan.test.ts',
  'test/health/doctor.test.ts',
  'test/health/manual.test.ts',
  'test/ledger/tampering.test.ts',
  'test/model/doctor.test.ts',
  'test/office/calendar.test.ts',
  'test/office/prepared.test.ts',
  'test/office/split.test.ts',
  'test/offices/flows.test.ts',
  'test/offices/levels.test.ts',
  'test/offices/second.test.ts',
  'test/offices/two-years.test.ts',
  'test/runtime/audit.test.ts',
  'test/runtime/backup.test.ts',
  'test/runtime/atomic-write.test.ts',
  'test/shipped.test.ts',
]

/** Some of every slice, on the tests' own office. */
export const OWN_OFFICE: readonly string[] = [
  'test/ask/answers.test.ts',
  'test/report/report.test.ts',
  'test/progress/commands.test.ts',
  'test/remind/commands.test.ts',
  'test/guide/meaning.test.ts',
]

/** Start the program or its desks on the tests' own office: `--programs` runs them whatever ships. */
export const OWN_PROGRAMS: readonly string[] = [
  'test/faults/backlog.test.ts',
  'test/faults/cycles.test.ts',
  'test/faults/poison.test.ts',
  'test/runtime/desks.test.ts',
  'test/runtime/interpreted.test.ts',
  'test/runtime/thread.test.ts',
  'test/runtime/unhindered.test.ts',
]

/**
 * Start the program as it ships, with the demo, the snapshot or the Worker's bundle that the build made of `data/`, and
 * speak to it of its counties and indicators. They hold as that office grows (`--programs` runs them), and are written
 * anew for another.
 */
export const PROGRAMS: readonly string[] = [
  'test/browser/console.test.ts',
  'test/browser/plan.test.ts',
  'test/browser/second-office.test.ts',
  'test/built.test.ts',
  'test/cli/operator.test.ts',
  'test/cli/set-aside.test.ts',
  'test/faults/store.test.ts',
  'test/runtimes/isolates.test.ts',
  'test/runtimes/webhook.test.ts',
]
