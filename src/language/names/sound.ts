/** How characters sound and look, so that a name typed for another is still understood: 德请 for 德清. */
import { pinyin } from 'pinyin-pro'

/** What southern speech and quick typing do not tell apart. */
const BLURRED: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/^l(?=[aeiouv])/, 'n'],
  [/([aei]n)g$/, '$1'],
]
const blurred = (sound: string): string => BLURRED.reduce((so, [pattern, to]) => so.replace(pattern, to), sound)

/** Sounds as small numbers, the same as long as the process runs: a text is compared with every name. */
const numbers = new Map<string, number>()

function numberOf(sound: string): number {
  const known = numbers.get(sound)
  if (known !== undefined) return known
  numbers.set(sound, numbers.size)
  return numbers.size - 1
}

/** The sounds of a character as they are spelt, and as they are heard. */
interface Sounds {
  readonly spelt: readonly number[]
  readonly heard: readonly number[]
}

const kept = new Map<number, Sounds>()

function soundsBy(code: number): Sounds {
  const known = kept.get(code)
  if (known) return known
  const all = pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array', v: true })
  const sounds = { spelt: all.map(numberOf), heard: all.map((sound) => numberOf(blurred(sound))) }
  kept.set(code, sounds)
  return sounds
}

/**
 * All sounds of a character without tones, as numbers.
 *
 * @param code UTF-16 code of the character
 */
export const soundsOf = (code: number): readonly number[] => soundsBy(code).heard

const share = (some: readonly number[], others: readonly number[]): boolean => some.some((one) => others.includes(one))

/** Whether two characters (UTF-16 codes) have a spelling in common, tones left aside: 江 and 僵 are both jiang. */
export const isHomophone = (code: number, other: number): boolean => share(soundsBy(code).spelt, soundsBy(other).spelt)

/** Whether two characters (UTF-16 codes) are heard as the same in any of their readings: 生 and 森 too. */
export const soundsSame = (code: number, other: number): boolean => share(soundsOf(code), soundsOf(other))

/** The sounds of a name's characters as they are read in it: 长 of 长兴 is chang. */
export const spoken = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true }).map(blurred)

/** The sounds of a name's characters, as `spoken`, each as a number. */
export const soundsIn = (name: string): number[] => spoken(name).map(numberOf)

/** Whether a stretch of a text sounds like some typed characters: 展位费 for 展未费. */
export function soundsAlike(typed: string, text: string): boolean {
  const codes = [...typed].map((char) => char.charCodeAt(0))
  return Array.from({ length: Math.max(0, text.length - codes.length + 1) }, (_, at) => at).some((at) =>
    codes.every((own, i) => soundsSame(own, text.charCodeAt(at + i))),
  )
}
