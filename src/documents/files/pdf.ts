/** .pdf: characters put back into lines by where they stand; the document reader heals the lines into paragraphs. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { hasFiles, inProject } from '../../installation/folders.ts'
import { LIMITS } from './limits.ts'
import { COLUMNS, linesOf, type TextRun } from './page.ts'
import type { FileContent } from './read-file.ts'
import { laidOut, type Page } from './ruled.ts'
import { type RuledLine, rulesOf, type Steps } from './ruling.ts'
import { doubted, refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/** Fewer on a page than a title has: nothing was typed there. */
const HARDLY_ANY = 10

/**
 * The text of a PDF, line by line as it is laid out.
 * @param source where there are no files: character maps for the fonts of Chinese systems
 * @throws FileRefused where it is locked, broken, too long, or a picture of its text
 */
export async function readPdf(bytes: Uint8Array, source?: MapSource): Promise<FileContent> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    // The library takes the bytes away from their owner.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
    // Pictures are not read: none is unpacked to find the lines around them.
    maxImageSize: 1,
    ...maps(source),
  })
  try {
    const pdf = await task.promise.catch((error: unknown) => {
      const locked = error instanceof Error && error.name === 'PasswordException'
      throw new FileRefused(locked ? refusals.encrypted : refusals.broken)
    })
    if (pdf.numPages > LIMITS.pages) throw new FileRefused(refusals.tooManyPages)
    return contentOf(await pagesOf(pdf, OPS))
  } finally {
    await task.destroy()
  }
}

/** What stands on each page. @throws FileRefused where it is more text than an office's paper has */
async function pagesOf(pdf: PDFDocumentProxy, steps: Steps): Promise<Page[]> {
  const pages: Page[] = []
  let characters = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent({ disableNormalization: true })
    const pieces = items.flatMap((item) => ('str' in item && item.str ? [pieceOf(item)] : []))
    characters += pieces.reduce((sum, piece) => sum + piece.text.length, 0)
    if (characters > LIMITS.characters) throw new FileRefused(refusals.tooLong)
    pages.push({ pieces, rules: mayBeTable(pieces) ? await ruling(page, steps) : [] })
    page.cleanup()
  }
  return pages
}

/** The lines that a page draws; none where its drawing cannot be read. */
const ruling = (page: PDFPageProxy, steps: Steps): Promise<RuledLine[]> =>
  page.getOperatorList().then(
    (drawn) => rulesOf(drawn, steps),
    () => [],
  )

/** The bytes of a character map by its name (`GBK-EUC-H`); undefined where it is not carried. */
export type MapSource = (name: string) => Promise<Uint8Array | undefined>

/** Character maps for fonts that do not say which characters they draw: in the package's folder, or brought along. */
function maps(source: MapSource | undefined) {
  if (source) return { cMapPacked: true, cMapUrl: '-', useWorkerFetch: false, CMapReaderFactory: readerOf(source) }
  if (!hasFiles) return {}
  const root = inProject('node_modules/pdfjs-dist/')
  return { cMapUrl: `${root}cmaps/`, cMapPacked: true, standardFontDataUrl: `${root}standard_fonts/` }
}

/** In the shape that the library makes one of. */
const readerOf = (source: MapSource) =>
  class {
    async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
      const cMapData = await source(name)
      if (!cMapData) throw new Error(`no character map ${name}`)
      return { cMapData, isCompressed: true }
    }
  }

const pieceOf = (item: { str: string; transform: number[]; width: number }): TextRun => ({
  text: item.str,
  x: item.transform[4] ?? 0,
  y: item.transform[5] ?? 0,
  width: item.width,
  size: Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0) || 10,
  turn: Math.round((Math.atan2(item.transform[1] ?? 0, item.transform[0] ?? 1) * 180) / Math.PI),
})

/** A line of the page stands in columns. */
const mayBeTable = (pieces: readonly TextRun[]): boolean =>
  linesOf(pieces, 0).some((line) => line.trim().includes(COLUMNS))

function contentOf(printed: readonly Page[]): FileContent {
  const { text, pages, aside } = laidOut(printed)
  const texts = pages.map((pieces) =>
    pieces
      .map((piece) => piece.text)
      .join('')
      .replace(/\s/g, ''),
  )
  const all = texts.join('')
  const unread = (all.match(/[\uFFFD\p{Co}\p{Cc}]/gu)?.length ?? 0) / Math.max(1, all.length)
  if (all.length < HARDLY_ANY * pages.length) throw new FileRefused(refusals.scan)
  if (unread > 0.05) throw new FileRefused(refusals.garbled)
  const empty = texts.flatMap((text, at) => (text.length < HARDLY_ANY ? [at + 1] : []))
  return { text, doubts: doubted({ watermark: aside, emptyPages: empty }) }
}
