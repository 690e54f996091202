declare module 'word-extractor/lib/word-ole-extractor.js' {
  interface Piece {
    readonly startCp: number
    readonly startFilePos: number
    /** bytes a letter */
    readonly bpc: number
    text: string
  }
  export default class WordOleExtractor {
    protected _pieces: Piece[]
    /** letters of each part: the text, footnotes, headers, annotations, endnotes */
    protected _boundaries: { ccpText: number; ccpFtn?: number; ccpHdd?: number; ccpAtn?: number; ccpEdn?: number }
    extract(reader: object): Promise<object>
    writeCharacterProperties(head: Buffer, table: Buffer): void
  }
}

declare module 'word-extractor/lib/buffer-reader.js' {
  export default class BufferReader {
    constructor(bytes: Buffer)
    open(): Promise<void>
  }
}

declare module 'word-extractor/lib/filters.js' {
  /** Word's letters for marks as those of text; fields by what they show. */
  export function clean(text: string): string
}
