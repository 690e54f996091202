/** The one reader of the office's language: a message becomes typed spans. The door of this folder. */
import type { Files } from '../office/load/index.ts'
import type { OfficeNames } from './names/names.ts'
import { type Read, readerOf } from './read.ts'
import { loadWords } from './words.ts'

export { changeIn, changeOfShown, type ListChange } from './change.ts'
export type { Found, Reading, Small, Span, Time, Utterance } from './found.ts'
export {
  answerIn,
  answersWith,
  clausesOf,
  clauseWords,
  consistsOf,
  letsGo,
  marksIn,
  saysOnly,
  spansIn,
  supposes,
  supposesFigure,
  tells,
  tellsNo,
  unitIn,
  unreadIn,
} from './frame.ts'
export { indicatorNames, ownIn } from './names/names.ts'
export { soundsAlike, soundsSame } from './names/sound.ts'
export { folded } from './normalise.ts'
export { type PassedOn, passedOn } from './passed-on.ts'
export type { Read, Speaking } from './read.ts'
export { groupedBy } from './stretch.ts'

/**
 * The reader of an office, made when it first reads: many processes of an office never do.
 * @param files data/ as text @returns a reader, which throws DataError when it first reads where data/language has faults
 */
export function lazyReader(office: OfficeNames, files: Files): Read {
  let made: Read | undefined
  return (raw, speaking) => {
    made ??= readerOf(office, loadWords(files))
    return made(raw, speaking)
  }
}
