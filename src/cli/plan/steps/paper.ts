/** 1: the paper, and what its head does not say. */
import { candidatesOf } from '../../../documents/draft/candidate.ts'
import { type Document, doubtsOf } from '../../../documents/index.ts'
import { type Day, day } from '../../../office/day.ts'
import { Again, type Ask, type GivenFile, type Look, mended, plain, type TextAsk, Wrong, warn } from '../ask.ts'
import { type Making, readPaper } from '../making.ts'
import * as text from '../text.ts'

/**
 * The step that asks for the year's paper, and for what its head does not say. Before a paper was given it asks for that
 * alone.
 * @returns asks whose `take` throws Wrong where the paper cannot be read or sets no goal
 */
export async function paperLook(making: Making): Promise<Look> {
  const { paper } = making.state
  const asked: Ask = {
    kind: 'file',
    name: 'paper',
    text: text.paperAsked,
    others: [],
    proposal: paper,
    async take(file) {
      if (typeof file === 'string') throw new Wrong(text.noPaper)
      await hasGoals(making, file)
      const given = await making.keepFile('paper', file)
      const { isOfYear: _, ...about } = making.state.about
      await making.keep({ paper: given, about })
    },
  }
  const shipped = making.ownsFolder ? [] : [warn(text.shippedFolder(making.year))]
  if (!paper) return { shown: shipped, asks: [asked] }
  const { document, doubts } = await making.paper()
  return {
    shown: [plain(text.paperRead(document)), ...[...doubts, ...doubtsOf(document)].map(warn)],
    asks: [asked, ...yearAsks(making, document), ...aboutAsks(making, document)],
  }
}

/** @throws Wrong where it cannot be read, or sets no goal */
async function hasGoals({ year }: Making, { name, bytes }: GivenFile): Promise<void> {
  const { document } = await mended(() => readPaper(name, bytes, year))
  if (candidatesOf(document, year).length === 0) throw new Wrong(text.noGoals(document.title))
}

/** A paper of another year sets none of this year's goals, unless a person says so. */
function yearAsks(making: Making, { year: said, years }: Document): Ask[] {
  const { year, state } = making
  const [first, last] = years ?? [said, said]
  if (first === undefined || last === undefined || (first <= year && year <= last) || state.about.isOfYear) return []
  return [
    {
      kind: 'choice',
      name: 'year',
      text: text.otherYear(said, year),
      options: text.otherYearOptions(year),
      proposal: 'other',
      async take(typed) {
        if (typed === 'other') throw new Again(text.givePaper(year))
        await making.keep({ about: { ...making.state.about, isOfYear: true } })
      },
    },
  ]
}

/** Only what was not read is asked. */
function aboutAsks(making: Making, document: Document): TextAsk[] {
  const { about, year } = making.state
  const asked = (field: 'title' | 'documentNumber' | 'issuer', proposal: string): TextAsk => ({
    kind: 'text',
    name: field,
    text: text.aboutAsked[field],
    proposal: about[field] ?? proposal,
    take: (typed) => making.keep({ about: { ...making.state.about, [field]: typed } }),
  })
  return [
    ...(document.title ? [] : [asked('title', text.untitled)]),
    ...(document.number ? [] : [asked('documentNumber', text.unnumbered)]),
    ...(document.issuer ? [] : [asked('issuer', text.unissued)]),
    ...(document.issued
      ? []
      : [
          {
            kind: 'text',
            name: 'issued',
            text: text.aboutAsked.issued,
            proposal: about.issued ?? `${document.year ?? year}-01-01`,
            format: 'day',
            take: async (typed) => making.keep({ about: { ...making.state.about, issued: dayTyped(typed) } }),
          } as const satisfies TextAsk,
        ]),
  ]
}

/** A day as typed, year first, with any sign between. @throws Wrong for no day */
export function dayTyped(typed: string): Day {
  const [, year, month, date] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(typed) ?? []
  const read = day(Number(year), Number(month), Number(date))
  if (!read) throw new Wrong(text.noDay(typed))
  return read
}
