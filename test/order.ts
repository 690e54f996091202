/** In which order test files run: one project after the other, in each the files that take longest first. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Those that would keep one core waiting for the other if they came last, in the order in which they begin. Drills of
 * processes and of the platform mostly wait, for a third of their time the processor's; the others have all of it. Of
 * four workers two wait and two work: each that waits stands about where one of the kind before it ends.
 */
const SLOW = [
  ...['faults/poison', 'runtime/desks', 'bounds/bounds', 'cli/new-office/shares'],
  ...['runtime/unhindered', 'runtimes/isolates', 'assistant/interpreter/recorded', 'faults/cycles'],
  ...['ask/reader/replay', 'evaluation/near', 'remind/year', 'channels/feishu/storm'],
  ...['request/sets', 'ask/verify/made', 'faults/silence', 'cli/new-office/new-office'],
  ...['assistant/interpreter/talks', 'faults/backlog', 'documents/files/hostile', 'runtime/replies'],
  ...['runtimes/webhook', 'ask/verify/confirmed', 'built', 'demo', 'browser/plan', 'browser/page', 'browser/diaries'],
  ...['runtime/library', 'documents/lossless', 'ask/verify/hostile', 'cli/init', 'faults/crash', 'health/doctor'],
  ...['report/interleavings', 'ask/reader/oracle', 'faults/full-disk', 'runtime/thread', 'runtime/backup'],
  ...[
    'channels/feishu/growing',
    'channels/feishu/diaries',
    'faults/store',
    'faults/zones',
    'browser/second-office',
    'browser/console',
  ],
  ...['progress/heldout', 'passing', 'bounds/budget', 'report/grammar/decorated', 'cli/operator', 'cli/apart'],
  ...['assistant/interpreter/supposed', 'request/propose', 'architecture.docs', 'query/query.property'],
  ...['channels/borders', 'any-office', 'guide/rules', 'query/run', 'runtime/interpreted', 'walk'],
  // in workerd
  ...['runtimes/both/conversations', 'runtimes/worker/rollup', 'runtimes/worker/files', 'library/library'],
  ...['remind/remind', 'progress/handout', 'learn/learn', 'remind/commands', 'assistant/interpreter/said'],
]

const rank = ({ moduleId }: TestSpecification): number => {
  const at = SLOW.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return at < 0 ? SLOW.length : at
}

/**
 * A worker process that is not isolated is kept only while the next file is of the same project, so projects do not
 * take turns.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byName = (a: TestSpecification, b: TestSpecification) =>
      a.project.name.localeCompare(b.project.name) || rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)
    return files.toSorted(byName)
  }
}
