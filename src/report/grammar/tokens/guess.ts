/** What an unknown name may have been meant for: abbreviations, homophones, slips of the finger. */
import { pinyin } from 'pinyin-pro'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Names } from './names.ts'

export type Guess =
  | { readonly kind: 'one'; readonly id: IndicatorId; readonly how: 'abbreviation' | 'slip' }
  | { readonly kind: 'several'; readonly ids: readonly IndicatorId[] }
  | { readonly kind: 'none' }

const NONE: Guess = { kind: 'none' }

/** An abbreviation must be a fair part of the name that it shortens: 规上工业 is no name for a 27-character one. */
const FAIR_PART = 0.25

/** A name may be typed by its sound, with six letters a character. */
const LONGEST_LABEL = 160

/** @param label what stands where a name is expected, in the form that is read */
export function guessName(label: string, names: Names): Guess {
  const word = label.replace(/\s/g, '')
  if (word.length < 2 || word.length > LONGEST_LABEL) return NONE
  const cut = unique(names, (name) => name.includes(word) && isFairPart(word, name), 'abbreviation')
  if (cut.kind !== 'none') return cut
  const slip = unique(names, slipOf(word), 'slip')
  if (slip.kind === 'one') return slip
  const other = names.otherwise(word)
  if (other) return { kind: 'one', id: other, how: 'abbreviation' }
  return unique(names, (name) => isShortFor(word, name), 'abbreviation')
}

/** A verb is in the official name however long that is: 淘汰 may be either of two. */
const isFairPart = (word: string, name: string): boolean =>
  word.length / name.length >= FAIR_PART ||
  (VERB.test(word) && name.startsWith(word)) ||
  (VERB.test(word) && name.includes(`和${word}`))

const VERB = /^(?:淘汰|整治|处置|盘活|腾出|新?认定)$/

function unique(names: Names, fits: (name: string) => boolean, how: 'abbreviation' | 'slip'): Guess {
  const ids = [...new Set(names.all.filter(({ name }) => fits(name)).map(({ id }) => id))]
  const [only] = ids
  if (only === undefined) return NONE
  return ids.length === 1 ? { kind: 'one', id: only, how } : { kind: 'several', ids }
}

/** 僵企 for 僵尸企业: in order, from the first character on, and not too thin. */
function isShortFor(word: string, name: string): boolean {
  if (word[0] !== name[0] || word.length >= name.length || word.length / name.length < FAIR_PART) return false
  let at = 0
  for (const char of name) if (char === word[at]) at += 1
  return at === word.length
}

/**
 * Sounds alike, looks alike, or two characters changed places; one such slip in a short name, two in a long one.
 * A character of another sound and shape is another word (废气排放量 is not 废水排放量), so it is no slip.
 */
function slipOf(word: string): (name: string) => boolean {
  if (!/[a-z]/.test(word)) return (name) => isSlip(word, name)
  const sound = word.length >= 4 ? spelt(word) : undefined
  return (name) => sound === speltName(name)
}

function isSlip(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  // What they share is counted first: it costs far less than their distance, and most words share nothing.
  const same = [...word].filter((char) => name.includes(char)).length
  if (name.length === 2) return word.length === 2 && same === 1 && distance([...word], [...name]) <= 1
  return (
    same >= Math.ceil(name.length / 3) && distance([...word], [...name]) <= Math.max(1, Math.floor(name.length / 3))
  )
}

/** jiangshi企业 as it is typed: letters as they are. */
const spelt = (text: string): string =>
  [...text].map((char) => (/[a-z]/.test(char) ? char : ([...soundsOf(char)][0] ?? ''))).join('')

// Names are the plan's, so these are few; they are asked for with every word that is none.
const spellings = new Map<string, string>()

function speltName(name: string): string {
  const known = spellings.get(name) ?? spelt(name)
  spellings.set(name, known)
  return known
}

const FAR = 10

/** Edit distance with neighbours swapped (optimal string alignment); a wholly different character is far. */
function distance(a: readonly string[], b: readonly string[]): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i * FAR]
    for (let j = 1; j <= b.length; j++) {
      const x = a[i - 1] ?? ''
      const y = b[j - 1] ?? ''
      // A character too many is a slip only where it repeats its neighbour: 高新区企业 is not 高新企业.
      const extra = x === a[i - 2] || x === a[i] ? 1 : FAR
      let best = Math.min(
        (rows[i - 1]?.[j] ?? FAR) + extra,
        (row[j - 1] ?? FAR) + 1,
        (rows[i - 1]?.[j - 1] ?? FAR) + apart(x, y),
      )
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y && x !== y)
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? FAR) + 1)
      row.push(best)
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? FAR
}

function apart(a: string, b: string): number {
  if (a === b) return 0
  return looksLike(a, b) || soundsLike(a, b) ? 1 : FAR
}

/** Characters that are taken for one another when written by hand or read in haste. */
const LOOKS =
  `僵疆缰彊殭 尸户戸卢 厂广厅 园圆院围 废费庆 腾滕藤 散撒敢 型形刑 淘掏陶 汰太态 低底抵氐 微徽徵 技枝伎 存在 占古 比此 后候 产厂 落洛 企金全 业亚 房防旁 标际
  盘盆 活话 土士 地他 量重 能熊 空室 间问闻 水永 排非徘 放于 高亮 新薪 科料 小少 中申 准淮 建健 设没 用甩 信佰 息恩 经泾 济挤 增赠 值植 园国 区巨`.split(
    /\s+/,
  )

const looksLike = (a: string, b: string): boolean => LOOKS.some((group) => group.includes(a) && group.includes(b))

// Sounds that southern speech and quick typing do not tell apart.
const FUZZY: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^l(?=[aeiouv])/, 'n'],
  [/ing$/, 'in'],
  [/eng$/, 'en'],
  [/ang$/, 'an'],
]

const sounds = new Map<string, ReadonlySet<string>>()

function soundsOf(char: string): ReadonlySet<string> {
  const known = sounds.get(char)
  if (known) return known
  const all = pinyin(char, { toneType: 'none', multiple: true, type: 'array', v: true })
  const set = new Set(all)
  sounds.set(char, set)
  return set
}

const blurred = (sound: string): string => FUZZY.reduce((so, [pattern, to]) => so.replace(pattern, to), sound)

const blurs = new Map<string, ReadonlySet<string>>()

function blurredOf(char: string): ReadonlySet<string> {
  const known = blurs.get(char) ?? new Set([...soundsOf(char)].map(blurred))
  blurs.set(char, known)
  return known
}

function soundsLike(a: string, b: string): boolean {
  const other = blurredOf(b)
  return [...blurredOf(a)].some((sound) => other.has(sound))
}

/** The names that share most with what was typed, the likeliest first: for 是不是 …？ */
export function nearestNames(label: string, names: Names, most = 2): IndicatorId[] {
  const chars = new Set(label)
  const score = (name: string): number =>
    [...name].filter((char) => chars.has(char)).length / Math.max(name.length, label.length)
  const best = new Map<IndicatorId, number>()
  for (const { name, id } of names.all) best.set(id, Math.max(best.get(id) ?? 0, score(name)))
  return [...best]
    .filter(([, value]) => value >= 0.25)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([id]) => id)
}
