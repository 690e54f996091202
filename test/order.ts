/** In which order test files run: one project after the other, in each the files that take longest first. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Those that would keep one core waiting for the other if they came last, longest first: by the processor's time, their
 * own and their processes', and by what they wait. The first four mostly wait, and their platform waits no more than
 * three seconds for an answer: they stand beside each other, not beside those that work.
 */
const SLOW = [
  'faults/poison',
  'faults/cycles',
  'channels/feishu/storm',
  'faults/backlog',
  'faults/silence',
  'faults/store',
  'runtime/desks',
  'runtime/replies',
  'runtime/library',
  'built',
  'browser/page',
  'browser/plan',
  'bounds/bounds',
  'request/sets',
  'remind/year',
  'runtimes/isolates',
  'runtime/thread',
  'runtime/unhindered',
  'faults/crash',
  'documents/files/hostile',
  'channels/feishu/growing',
  'assistant/interpreter/recorded',
  'browser/second-office',
  'faults/full-disk',
  'ask/reader/replay',
  'evaluation/near',
  'runtime/backup',
  'faults/zones',
  'browser/console',
  'report/interleavings',
  'runtimes/webhook',
  'cli/init',
  'channels/borders',
  'demo',
  'assistant/interpreter/supposed',
  'passing',
  'query/query.property',
  'documents/lossless',
  'assistant/interpreter/said',
  'runtimes/worker/files',
  'runtimes/both/conversations',
  'remind/remind',
  'remind/closing',
  'remind/commands',
  'guide/rules',
  'report/report',
  'progress/handout',
  'progress/heldout',
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
