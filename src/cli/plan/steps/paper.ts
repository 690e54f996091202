/** 1: the paper, and what its head does not say. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { candidatesOf } from '../../../documents/draft/candidate.ts'
import { type Document, doubtsOf } from '../../../documents/index.ts'
import { type Day, parseDay } from '../../../office/day.ts'
import * as pc from '../../colour.ts'
import { Failure } from '../../usage.ts'
import { askFile, mended, type Typed } from '../files.ts'
import { type Making, readPaper } from '../making.ts'
import type { Given, State } from '../state.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'

/** The year's paper, and what of its head could not be read. */
export async function paperStep(making: Making): Promise<void> {
  const { terminal, state, flags, folder } = making
  const paper = await askFile(making, {
    what: 'paper',
    text: text.paperAsked,
    proposal: flags.from ?? earlier(folder, state.paper),
    flag: '--from FILE',
    check: (file) => hasGoals(making, file),
  })
  await making.keep({ paper })
  const { document, doubts } = await making.paper()
  terminal.say(text.paperRead(document))
  for (const doubt of [...doubts, ...doubtsOf(document)]) terminal.say(pc.yellow(`  ⚠ ${doubt}`))
  await mended(() => yearAsked(making, document))
  await making.keep({ about: await aboutAsked(making, document) })
}

/** A paper of another year sets none of this year's goals, unless a person says so. @throws Wrong where it is the wrong paper */
async function yearAsked({ terminal, year }: Making, { year: said, years }: Document): Promise<void> {
  const [first, last] = years ?? [said, said]
  if (first === undefined || last === undefined || (first <= year && year <= last)) return
  await terminal.ask({
    text: text.otherYear(said, year),
    proposal: '1',
    read: (typed) => {
      if (typed === '1') throw new OtherPaper(text.givePaper(year))
      if (typed !== '2') throw new Wrong(text.oneOf(2))
    },
  })
}

/** Another file is asked for, not another answer. */
class OtherPaper extends Failure {}

/** The file that was given before, wherever it is now. */
export const earlier = (folder: string, given: Given | undefined): string | undefined =>
  given && (existsSync(given.path) ? given.path : join(folder, given.kept))

/** @throws Wrong where it cannot be read, or sets no goal */
async function hasGoals({ year }: Making, { name, bytes }: Typed): Promise<void> {
  const { document } = await mended(() => readPaper(name, bytes, year))
  if (candidatesOf(document, year).length === 0) throw new Wrong(text.noGoals(document.title))
}

/** Only what was not read is asked. */
async function aboutAsked({ terminal, state }: Making, document: Document): Promise<State['about']> {
  const said = async (asked: string, proposal: string): Promise<string> =>
    terminal.ask({ text: asked, proposal, read: (typed) => typed })
  const { about } = state
  return {
    ...(document.title ? {} : { title: await said(text.titleAsked, about.title ?? text.untitled) }),
    ...(document.number
      ? {}
      : { documentNumber: await said(text.numberAsked, about.documentNumber ?? text.unnumbered) }),
    ...(document.issuer ? {} : { issuer: await said(text.issuerAsked, about.issuer ?? text.unissued) }),
    ...(document.issued
      ? {}
      : {
          issued: await terminal.ask({
            text: text.issuedAsked,
            proposal: about.issued ?? `${document.year ?? state.year}-01-01`,
            read: dayTyped,
          }),
        }),
  }
}

/** A day as typed, year first, with any sign between. @throws Wrong for no day */
export function dayTyped(typed: string): Day {
  const [, year, month, date] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(typed) ?? []
  const day = year && month && date ? parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) : undefined
  if (!day) throw new Wrong(text.noDay(typed))
  return day
}
