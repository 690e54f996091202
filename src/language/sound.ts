/** How characters sound and look, so that a name typed for another is still understood: 德请 for 德清. */
import { pinyin } from 'pinyin-pro'

/** What southern speech and quick typing do not tell apart. */
const BLURRED: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/^l(?=[aeiouv])/, 'n'],
  [/([aei]n)g$/, '$1'],
]
const blurred = (sound: string): string => BLURRED.reduce((so, [pattern, to]) => so.replace(pattern, to), sound)

const kept = new Map<string, ReadonlySet<string>>()

/** All sounds of a character, without tones. */
function soundsOf(char: string): ReadonlySet<string> {
  const known = kept.get(char)
  if (known) return known
  const all = pinyin(char, { toneType: 'none', multiple: true, type: 'array', v: true })
  const sounds = new Set(all.map(blurred))
  kept.set(char, sounds)
  return sounds
}

/** The sounds of a name's characters as they are read in it: 长 of 长兴 is chang. */
export const spoken = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true }).map(blurred)

export const soundsLike = (char: string, sound: string): boolean => soundsOf(char).has(sound)
