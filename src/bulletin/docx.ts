/** A bulletin as .docx in the layout of official documents (GB/T 9704): margins, type faces, first-line indent, repeated table heads. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Bulletin, BulletinPart } from './bulletin.ts'
import type { BarChart, Summary } from './summary.ts'

/** Half points and twips, as the format counts. */
const SIZE = { title: 44, body: 32, table: 18, note: 21 }
const mm = (length: number): number => Math.round((length / 25.4) * 1440)
const LINE = { line: 28 * 20, lineRule: LineRuleType.EXACT }
const TWO_CHARACTERS = 2 * 16 * 20
const PAGE = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) }
const WIDE = { top: mm(26), bottom: mm(26), left: mm(20), right: mm(20) }

const FACE = { title: '方正小标宋简体', heading: '黑体', point: '楷体_GB2312', body: '仿宋_GB2312', table: '宋体' }
const font = (name: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name })

const run = (text: string, face: string, size: number, more: { readonly break?: number } = {}): TextRun =>
  new TextRun({ text, font: font(face), size, ...more })

/** A bulletin as an official paper (党政机关公文格式, GB/T 9704), its tables as annexes. @returns the bytes of a .docx */
export async function docxOf(bulletin: Bulletin): Promise<Uint8Array> {
  const body = bulletin.parts.filter((part) => part.kind !== 'table')
  const annexes = bulletin.parts.filter((part) => part.kind === 'table')
  const footers = { default: pageNumber() }
  const document = new Document({
    creator: bulletin.issuer,
    title: bulletin.title,
    styles: { default: { document: { run: { font: font(FACE.body), size: SIZE.body } } } },
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin: PAGE } },
        footers,
        children: [...front(bulletin), ...body.flatMap(paragraphs), ...signature(bulletin)],
      },
      ...(bulletin.summary
        ? [
            {
              properties: {
                type: SectionType.NEXT_PAGE,
                page: { size: { width: mm(210), height: mm(297) }, margin: { ...PAGE, top: mm(25), bottom: mm(20) } },
              },
              footers,
              children: onePage(bulletin.summary),
            },
          ]
        : []),
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: { size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE }, margin: WIDE },
        },
        footers,
        // What the numbers are stands under the first table, where they are read.
        children: annexes.flatMap((part, index) => [
          ...annex(part, index > 0),
          ...(index === 0 ? [note(bulletin)] : []),
        ]),
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function front({ titleLines, number, addressees }: Bulletin): Paragraph[] {
  const centred = { alignment: AlignmentType.CENTER }
  return [
    new Paragraph({ ...centred, spacing: LINE, children: [run(number, FACE.body, SIZE.body)] }),
    new Paragraph({
      ...centred,
      spacing: { line: 36 * 20, lineRule: LineRuleType.EXACT, before: 400, after: 400 },
      children: titleLines.map((text, index) => run(text, FACE.title, SIZE.title, index > 0 ? { break: 1 } : {})),
    }),
    new Paragraph({ spacing: LINE, children: [run(`${addressees}：`, FACE.body, SIZE.body)] }),
  ]
}

const indented = { spacing: LINE, indent: { firstLine: TWO_CHARACTERS }, alignment: AlignmentType.BOTH }

function paragraphs(part: BulletinPart): Paragraph[] {
  switch (part.kind) {
    case 'heading':
      return [new Paragraph({ ...indented, keepNext: true, children: [run(part.text, FACE.heading, SIZE.body)] })]
    case 'point':
      return [
        new Paragraph({
          ...indented,
          children: [run(part.head, FACE.point, SIZE.body), run(part.text, FACE.body, SIZE.body)],
        }),
      ]
    case 'paragraph':
      return [new Paragraph({ ...indented, children: [run(part.text, FACE.body, SIZE.body)] })]
    case 'table':
      return []
  }
}

function signature({ issuer, day }: Bulletin): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT, spacing: LINE, indent: { right: TWO_CHARACTERS } }
  return [
    new Paragraph({
      ...right,
      spacing: { ...LINE, before: 560 },
      keepNext: true,
      children: [run(issuer, FACE.body, SIZE.body)],
    }),
    new Paragraph({ ...right, children: [run(day, FACE.body, SIZE.body)] }),
  ]
}

const note = ({ footnote }: Bulletin): Paragraph =>
  new Paragraph({ spacing: { before: 160 }, children: [run(`注：${footnote}`, FACE.table, SIZE.note)] })

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const EDGES = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE }
/** White, so that bars of one chart stand apart. */
const NO_EDGE = { style: BorderStyle.SINGLE, size: 8, color: 'FFFFFF' }
const NO_EDGES = { top: NO_EDGE, bottom: NO_EDGE, left: NO_EDGE, right: NO_EDGE }

/** The head is repeated on each page, no row is torn apart. */
function annex(part: BulletinPart, pageBreakBefore: boolean): (Paragraph | Table)[] {
  if (part.kind !== 'table') return []
  const width = mm(297) - WIDE.left - WIDE.right
  const first = Math.round(width * 0.16)
  const other = Math.floor((width - first) / Math.max(1, part.heads.length - 1))
  const widths = part.heads.map((_, index) => (index === 0 ? first : other))
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? other, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            borders: EDGES,
            margins: { left: 60, right: 60, top: 30, bottom: 30 },
            children: [
              new Paragraph({
                alignment: index === 0 && !isHead ? AlignmentType.LEFT : AlignmentType.CENTER,
                children: [run(text, isHead ? FACE.heading : FACE.table, SIZE.table)],
              }),
            ],
          }),
      ),
    })
  return [
    new Paragraph({
      pageBreakBefore,
      alignment: AlignmentType.CENTER,
      spacing: { after: 160 },
      keepNext: true,
      children: [run(part.title, FACE.heading, SIZE.body - 4)],
    }),
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [row(part.heads, true), ...part.rows.map((cells) => row(cells, false))],
    }),
  ]
}

const TONES: Readonly<Record<BarChart['bars'][number]['tone'], string>> = {
  good: '548235',
  slow: 'BF9000',
  behind: 'C00000',
  open: '7F7F7F',
}
/** Twips that a bar of 100 per cent is long. */
const LONGEST = mm(80)
const NAME = mm(36)
const SAID = mm(38)
const SMALL = { line: 11 * 20, lineRule: LineRuleType.EXACT }

/** Few words, and bars of shaded cells: they print, and open alike in Word and WPS. */
function onePage({ title, lines, charts }: Summary): (Paragraph | Table)[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [run(title, FACE.title, SIZE.body + 4)],
    }),
    ...lines.map(
      (text) =>
        new Paragraph({
          ...indented,
          spacing: { ...LINE, line: 22 * 20 },
          children: [run(text, FACE.body, SIZE.body - 4)],
        }),
    ),
    ...charts.flatMap((chart) => [
      new Paragraph({
        spacing: { before: 100, after: 40 },
        keepNext: true,
        children: [run(chart.title, FACE.heading, SIZE.body - 6)],
      }),
      ...chart.bars.map(barOf),
    ]),
  ]
}

function barOf({ name, part, said, tone }: BarChart['bars'][number]): Table {
  const long = Math.max(mm(0.5), Math.round(LONGEST * part))
  const cell = (width: number, text: string, more: { readonly fill?: string; readonly right?: boolean } = {}) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: NO_EDGES,
      ...(more.fill && { shading: { type: ShadingType.CLEAR, fill: more.fill } }),
      children: [
        new Paragraph({
          spacing: SMALL,
          alignment: more.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [run(text, FACE.table, SIZE.table)],
        }),
      ],
    })
  const widths = [NAME, long, SAID + LONGEST - long]
  return new Table({
    width: { size: NAME + LONGEST + SAID, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(NAME, name, { right: true }),
          cell(long, '', { fill: TONES[tone] }),
          cell(SAID + LONGEST - long, said),
        ],
      }),
    ],
  })
}

/** — 1 — */
const pageNumber = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: font(FACE.table), size: 28 })],
      }),
    ],
  })
