/** Numbers that Word counts itself (一、 （一） 1.): they are no text in the file and are written out here. */
import { attribute, tokensOf } from './xml.ts'
import type { Zip } from './zip.ts'

interface Level {
  start: number
  format: string
  /** %1、 （%2） %1.%2 */
  text: string
}

/** Counts through a document, paragraph by paragraph. */
export class Numbering {
  readonly #abstract = new Map<string, Map<number, Level>>()
  readonly #lists = new Map<string, { abstract: string; levels: Map<number, Level>; starts: Map<number, number> }>()
  readonly #styles = new Map<string, { list?: string; level?: number; basedOn?: string }>()
  /** by abstract numbering: lists that share one go on counting */
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()

  constructor(zip: Zip) {
    this.#readNumbering(zip.text('word/numbering.xml'))
    this.#readStyles(zip.text('word/styles.xml'))
  }

  /**
   * The number of the next paragraph, empty where it has none.
   *
   * @param list  `numId` of the paragraph's own; 0 takes away what the style gives
   * @param style `pStyle` of the paragraph
   */
  next(list: string | undefined, level: number | undefined, style: string | undefined): string {
    const styled = this.#ofStyle(style)
    const id = list ?? styled.list
    const at = level ?? styled.level ?? 0
    const found = id === undefined || id === '0' ? undefined : this.#lists.get(id)
    if (!found || id === undefined) return ''
    const levels = new Map([...(this.#abstract.get(found.abstract) ?? []), ...found.levels])
    const own = levels.get(at)
    if (!own) return ''
    const counts = this.#counts.get(found.abstract) ?? []
    this.#counts.set(found.abstract, counts)
    const override = found.starts.get(at)
    const begins = override !== undefined && !this.#started.has(`${id} ${at}`)
    this.#started.add(`${id} ${at}`)
    const last = counts[at]
    counts[at] = begins ? override : last === undefined ? own.start : last + 1
    counts.length = at + 1
    return own.text.replace(/%(\d)/g, (_, digit: string) => {
      const one = levels.get(Number(digit) - 1)
      return one ? numeral(counts[Number(digit) - 1] ?? one.start, one.format) : ''
    })
  }

  #ofStyle(style: string | undefined): { list?: string; level?: number } {
    let name = style
    for (let step = 0; name !== undefined && step < 10; step++) {
      const found = this.#styles.get(name)
      if (found?.list !== undefined) return found
      name = found?.basedOn
    }
    return {}
  }

  #readNumbering(xml: string): void {
    let abstract = ''
    let list = ''
    let level: Level | undefined
    let override = -1
    for (const token of tokensOf(xml)) {
      if (token.kind === 'close' && token.name === 'w:num') list = ''
      if (token.kind !== 'open') continue
      const value = (name = 'w:val'): string => attribute(token.attributes, name) ?? ''
      const found = this.#lists.get(list)
      if (token.name === 'w:abstractNum') {
        abstract = value('w:abstractNumId')
        this.#abstract.set(abstract, new Map())
      } else if (token.name === 'w:num') {
        list = value('w:numId')
        this.#lists.set(list, { abstract: '', levels: new Map(), starts: new Map() })
      } else if (token.name === 'w:abstractNumId' && found) found.abstract = value()
      else if (token.name === 'w:lvlOverride') override = Number(value('w:ilvl'))
      else if (token.name === 'w:startOverride') found?.starts.set(override, Number(value()))
      else if (token.name === 'w:lvl') {
        level = { start: 1, format: 'decimal', text: '' }
        const levels = list ? found?.levels : this.#abstract.get(abstract)
        levels?.set(Number(value('w:ilvl')), level)
      } else if (token.name === 'w:start' && level) level.start = Number(value())
      else if (token.name === 'w:numFmt' && level) level.format = value()
      else if (token.name === 'w:lvlText' && level) level.text = value()
    }
  }

  #readStyles(xml: string): void {
    let style: { list?: string; level?: number; basedOn?: string } = {}
    for (const token of tokensOf(xml)) {
      if (token.kind !== 'open') continue
      const value = attribute(token.attributes, 'w:val') ?? ''
      if (token.name === 'w:style') {
        style = {}
        this.#styles.set(attribute(token.attributes, 'w:styleId') ?? '', style)
      } else if (token.name === 'w:basedOn') style.basedOn = value
      else if (token.name === 'w:numId') style.list = value
      else if (token.name === 'w:ilvl') style.level = Number(value)
    }
  }
}

const CHINESE = '〇一二三四五六七八九'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

function numeral(count: number, format: string): string {
  if (format === 'none' || format === 'bullet') return ''
  if (/^(?:chineseCounting|japaneseCounting|taiwaneseCounting|chineseCountingThousand)/.test(format))
    return chinese(count)
  if (/^(?:ideographDigital|japaneseDigitalTenThousand|taiwaneseDigital)$/.test(format))
    return count === 10 ? '十' : [...String(count)].map((digit) => CHINESE[Number(digit)] ?? digit).join('')
  if (format.startsWith('decimalEnclosedCircle')) return CIRCLED[count - 1] ?? String(count)
  if (format === 'upperLetter' || format === 'lowerLetter')
    return String.fromCharCode((format === 'upperLetter' ? 64 : 96) + (((count - 1) % 26) + 1))
  if (format === 'decimalZero') return String(count).padStart(2, '0')
  return String(count)
}

function chinese(count: number): string {
  if (count < 1 || count > 999) return String(count)
  const digit = (n: number): string => CHINESE[n] ?? ''
  const [hundreds, tens, ones] = [Math.floor(count / 100), Math.floor(count / 10) % 10, count % 10]
  const head = hundreds ? `${digit(hundreds)}百` : ''
  const middle = tens ? `${tens === 1 && !hundreds ? '' : digit(tens)}十` : hundreds && ones ? '〇' : ''
  return head + middle + (ones ? digit(ones) : '')
}
