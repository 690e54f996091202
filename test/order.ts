/** In which order test files run: one project after the other, in each the files that take longest first. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Those that would keep one core waiting for the other if they came last, longest first. */
const SLOW = [
  'browser/page',
  'channels/feishu/storm',
  'faults/crash',
  'remind/year',
  'demo',
  'browser/console',
  'browser/second-office',
  'documents/lossless',
  'model/two-hundred',
  'remind/processes',
  'runtimes/isolates',
  'runtimes/both/conversations',
  'progress/handout',
  'progress/heldout',
  'runtimes/worker/files',
  'report/report',
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
