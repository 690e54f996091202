/** The data folder made ready: what was read and checked at the build is not parsed at each start. */
import { rawRows } from './csv.ts'
import type { Files } from './files.ts'
import { prepared } from './prepared.ts'
import { yamlIn } from './yaml.ts'

/**
 * Data files in a form that needs no reading at the start: what `isPrepared` tells and `preparedIn` takes.
 * @param files data without faults: what is prepared has no lines that one could name
 */
export const prepareData = (files: Files): Files =>
  new Map([...files].map(([path, text]) => [path, readyForm(path, text)]))

function readyForm(path: string, text: string): string {
  if (path.endsWith('.yaml')) return prepared(yamlIn(text))
  return path.endsWith('.csv') ? prepared(rawRows(text)) : text
}
