/** Numbers that Word counts itself (一、 （一） 1.): they are no text in the file and are written out here. */
import { numeral } from './numeral.ts'
import type { Styles } from './styles.ts'
import { attribute, isOn, tokensOf } from './xml.ts'
import type { Box } from './zip.ts'

interface Level {
  start: number
  format: string
  /** %1、 （%2） %1.%2 */
  text: string
  /** what parts the number from its text: tab (where nothing is said), space, nothing */
  suffix: string
  /** all numbers in it are 1, 2, 3, whatever their own level says */
  legal: boolean
  /** the level after which it begins anew; 0 for never */
  restart?: number
  /** paragraphs of this style are of this level */
  style?: string
}

interface List {
  abstract: string
  readonly levels: Map<number, Level>
  readonly starts: Map<number, number>
}

/** Counts through a document, paragraph by paragraph. */
export class Numbering {
  readonly #abstract = new Map<string, Map<number, Level>>()
  /** abstract numberings that are another's by way of a list style, and the style's own */
  readonly #linked = new Map<string, string>()
  readonly #lists = new Map<string, List>()
  readonly #styles: Styles
  /** by abstract numbering: lists that share one go on counting */
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()

  constructor(zip: Box, styles: Styles) {
    this.#styles = styles
    this.#read(zip.text('word/numbering.xml'))
  }

  /**
   * The number of the next paragraph, parted from its text; empty where it has none.
   *
   * @param list  `numId` of the paragraph's own; 0 takes away what the style gives
   * @param style `pStyle` of the paragraph
   */
  next(list: string | undefined, level: number | undefined, style: string | undefined): string {
    const id = list ?? this.#styles.get(style, 'list')
    const found = id === undefined || id === '0' ? undefined : this.#lists.get(id)
    if (!found || id === undefined) return ''
    const abstract = this.#source(found.abstract)
    const levels = new Map([...(this.#abstract.get(abstract) ?? []), ...found.levels])
    const at = level ?? this.#styles.get(style, 'level') ?? levelOfStyle(levels, style) ?? 0
    const own = levels.get(at)
    if (!own) return ''
    const counts = this.#count(id, abstract, at, own, found)
    const text = own.text.replace(/%(\d)/g, (_, digit: string) => {
      const one = levels.get(Number(digit) - 1)
      if (!one) return ''
      return numeral(counts[Number(digit) - 1] ?? one.start, own.legal ? 'decimal' : one.format)
    })
    // A bullet is layout.
    return own.format === 'bullet' || text === '' ? '' : text + gapAfter(text, own.suffix)
  }

  #count(id: string, abstract: string, at: number, own: Level, { starts }: List): readonly number[] {
    const counts = this.#counts.get(abstract) ?? []
    this.#counts.set(abstract, counts)
    const override = starts.get(at)
    const begins = override !== undefined && !this.#started.has(`${id} ${at}`)
    this.#started.add(`${id} ${at}`)
    const last = counts[at]
    counts[at] = begins ? override : last === undefined ? own.start : last + 1
    for (let deeper = at + 1; deeper < counts.length; deeper++) {
      const restart = this.#abstract.get(abstract)?.get(deeper)?.restart
      if (restart === undefined || (restart > 0 && at < restart)) delete counts[deeper]
    }
    return counts
  }

  /** A numbering may stand for the one that a list style names. */
  #source(abstract: string): string {
    const style = this.#linked.get(abstract)
    const list = style === undefined ? undefined : this.#styles.get(style, 'list')
    return (list !== undefined && this.#lists.get(list)?.abstract) || abstract
  }

  #read(xml: string): void {
    let abstract = ''
    let list: List | undefined
    let level: Level | undefined
    let override = -1
    for (const token of tokensOf(xml)) {
      if (token.kind === 'close' && token.name === 'w:num') list = undefined
      if (token.kind !== 'open') continue
      const value = (name = 'w:val'): string => attribute(token.attributes, name) ?? ''
      if (token.name === 'w:abstractNum') {
        abstract = value('w:abstractNumId')
        this.#abstract.set(abstract, new Map())
      } else if (token.name === 'w:numStyleLink') this.#linked.set(abstract, value())
      else if (token.name === 'w:num') {
        list = { abstract: '', levels: new Map(), starts: new Map() }
        this.#lists.set(value('w:numId'), list)
      } else if (token.name === 'w:abstractNumId' && list) list.abstract = value()
      else if (token.name === 'w:lvlOverride') override = Number(value('w:ilvl'))
      else if (token.name === 'w:startOverride') list?.starts.set(override, Number(value()))
      else if (token.name === 'w:lvl') {
        level = { start: 0, format: 'decimal', text: '', suffix: 'tab', legal: false }
        const levels = list ? list.levels : this.#abstract.get(abstract)
        levels?.set(Number(value('w:ilvl')), level)
      } else if (level) describe(level, token.name, value(), token.attributes)
    }
  }
}

function describe(level: Level, name: string, value: string, attributes: string): void {
  if (name === 'w:start') level.start = Number(value)
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value
  else if (name === 'w:suff') level.suffix = value
  else if (name === 'w:isLgl') level.legal = isOn(attributes)
  else if (name === 'w:lvlRestart') level.restart = Number(value)
  else if (name === 'w:pStyle') level.style = value
}

const levelOfStyle = (levels: ReadonlyMap<number, Level>, style: string | undefined): number | undefined =>
  style === undefined ? undefined : [...levels].find(([, level]) => level.style === style)?.[0]

/** 1 总体要求: after a sign of its own (一、 （一） 1.) nothing need part the two. A wider gap would be a table's. */
const gapAfter = (text: string, suffix: string): string =>
  suffix === 'nothing' || /[、.．)）:：]$/.test(text) ? '' : ' '
