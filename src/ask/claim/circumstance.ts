/** Fields of a claim around its figure: of when, where, how far and on what condition it is said. */
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { turns } from '../words/polarity.ts'
import type { Claimed } from './claimed.ts'
import { levelOf } from './levels.ts'
import { namesOneMember } from './member.ts'
import type { SourceStatement } from './stated.ts'
import { subjectFit } from './subject.ts'
import { sameDate } from './time.ts'
import { agrees, type ClaimVerdict, type ComparisonContext, differs, unsure } from './verdict.ts'
import {
  type AreaLevel,
  BASIS,
  BOUND_AFTER,
  BOUND_BEFORE,
  DIRECTION,
  EXTENT,
  hitsOf,
  PERIODS,
  PERMITTING,
  withoutCarrying,
} from './words.ts'
import { withoutNames } from './worth.ts'

const WORTH: readonly Readonly<Record<string, readonly string[]>>[] = [BOUND_BEFORE, BOUND_AFTER, DIRECTION, BASIS]

/** Words that claim more than they count (全部, 只, 首次) stand in the statement as well, else `unsure`; numerals in words and periods, too. */
export function widening(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  // 300家是上限: what was not read as a field of the figure must stand in the statement as it is said.
  const fields = WORTH.flatMap((one) => hitsOf(withoutNames(claimed.words), one)).filter(
    ({ value }) =>
      !claimed.figure || ![claimed.bound, claimed.direction, ...claimed.basis].some((own) => own === value),
  )
  const periods = telling ? PERIODS.filter((word) => flat(claimed.text).includes(word)) : []
  // 连续三个季度: a small numeral is read as no figure, and stands there as it is said
  const numerals = figuresIn(claimed.words).map((one) => one.text)
  const said = [
    ...claimed.widening,
    ...periods,
    ...numerals,
    ...fields.map(({ word }) => word).filter((word) => word.length > 1),
  ]
  const written = flat(telling ? stated.sentence : stated.text)
  return said.every((word) => written.includes(word)) ? agrees : unsure('words')
}

/** What turns a statement (不得, 除外) is claimed as well, and a leave that is asked for is given, else `unsure`; never `differs`. */
export function polarity(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  const written = `${stated.intro ?? ''}${stated.text}`
  if (turns(written) && !turns(withoutCarrying(claimed.words))) return unsure('polarity')
  const asksLeave = !telling && !claimed.figure && PERMITTING.asked.some((word) => claimed.words.includes(word))
  return asksLeave && !PERMITTING.given.some((word) => written.includes(word)) ? unsure('modality') : agrees
}

/** A figure from where on something holds is claimed as such, else `unsure`: it is no goal. */
export function condition(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  return stated.condition && !claimed.condition ? unsure('condition') : agrees
}

/** A part is claimed as one (其中, or by its name), and one member of a row is not its whole, else `unsure`; without a figure it agrees. */
export function share(claimed: Claimed, stated: SourceStatement, meaning: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  const fit = subjectFit(claimed, stated, meaning)
  if (namesOneMember(claimed.words, fit, stated)) return unsure('share')
  return claimed.part === stated.part || (stated.part && fit.named === 100) ? agrees : unsure('share')
}

/** The years that are claimed are those of the statement, or of its document where it names none; `differs` by year. */
export function year(claimed: Claimed, { years, document }: SourceStatement): ClaimVerdict {
  const other = claimed.years.find((one) => !years.includes(one))
  if (other === undefined) return agrees
  if (years.length > 0) return differs('period', `${other}年`, years.map((one) => `${one}年`).join('、'))
  if (document.years) return unsure('period')
  const own = document.year ?? (document.issued ? Number(document.issued.slice(0, 4)) : undefined)
  return own === other ? agrees : unsure('period')
}

/** Days and months that are claimed stand in the statement; `differs` only from a single date. */
export function day(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const other = claimed.dates.find((one) => !stated.dates.some((date) => sameDate(date, one)))
  if (other === undefined) return agrees
  return stated.dates.length === 1 ? differs('period', other, stated.dates.join('')) : unsure('period')
}

/** How far it is claimed to reach (全国, 全市) and of what grade; what is not said is of the level that its document speaks for. */
export function level(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  const home = levelOf(stated.document)
  const extent = claimed.extents.find((one) => one !== home && !stated.extents.includes(one))
  if (extent) return stated.extents.length > 0 ? unsure('level') : differsLevel(extent, home)
  const grade = claimed.grades.find((one) => !stated.grades.includes(one))
  return grade ? unsure('level') : agrees
}

const differsLevel = (claimed: AreaLevel, home: AreaLevel | undefined): ClaimVerdict =>
  home ? differs('level', EXTENT[claimed][0] ?? '', EXTENT[home][0] ?? '') : unsure('level')

/** Each place that is claimed is the document's own or stands with the statement, else `unsure`. */
export function place(claimed: Claimed, stated: SourceStatement, { homeOf }: ComparisonContext): ClaimVerdict {
  const said = `${stated.subjects.join('/')}/${stated.scope ?? ''}/${flat(stated.text)}`
  const home = homeOf?.(stated.document)
  return claimed.places.every(({ name }) => name === home || said.includes(name)) ? agrees : unsure('place')
}
