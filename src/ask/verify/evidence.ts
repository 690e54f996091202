/** What an answer may rest on, as plain values: provisions of the papers held, each line with a mark. */

/** One line that can be quoted: a heading, a sentence, a row of a table. */
export interface EvidenceLine {
  /** P7.3; a heading's is P7.0 */
  readonly id: string
  /** verbatim, page and line breaks healed */
  readonly text: string
  /** a table's row with the names and units of its columns: 设备：油烟净化装置；上限：8000元 */
  readonly told?: string
}

export interface EvidenceProvision {
  /** P7 */
  readonly mark: string
  /** place in `Evidence.papers` */
  readonly paper: number
  /** 二（三） */
  readonly label: string
  /** headings of all that it lies in, outermost first, and the sentences there that lead to it: …下列条件： */
  readonly path: readonly string[]
  readonly heading: string
  readonly lines: readonly EvidenceLine[]
}

export interface EvidencePaper {
  readonly title: string
  readonly number?: string | undefined
  readonly issuer?: string | undefined
  /** 2017-04-18 */
  readonly issued?: string | undefined
  readonly year?: number | undefined
  /** where it holds: 浙江 */
  readonly home?: string | undefined
  /** the text held breaks off at its end */
  readonly broken?: true | undefined
}

/** What the question pins down, as the program reads it: an answer meets it or says that it is not written. */
export interface Pinned {
  /** the year that 今年 means */
  readonly base?: number
  /** years that the question names, relative ones resolved */
  readonly years: readonly number[]
  /** places that it names and that are not where all papers hold */
  readonly places: readonly string[]
  /** by a line's id, how what the question claims compares with what the line states: in every field, or not */
  readonly compared?: Readonly<Record<string, 'agrees' | 'differs'>>
}

export interface Evidence {
  readonly papers: readonly EvidencePaper[]
  /** in the papers' order */
  readonly provisions: readonly EvidenceProvision[]
  readonly asked: Pinned
}
