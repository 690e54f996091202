/** How words sound, so that a name typed by its sound is still understood: 德请 for 德清, 僵死 for 僵尸. */
import { pinyin } from 'pinyin-pro'

/** What southern speech and quick typing do not tell apart. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/([aei]n)g$/, '$1'],
]

/** One sound a character; those that are not Chinese stand for themselves. */
export const soundsOf = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced' }).map((one) =>
    ALIKE.reduce((so, [pattern, to]) => so.replace(pattern, to), one),
  )
