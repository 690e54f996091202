import type { Rule } from '../../office/schedule.ts'
import type { Terms } from './terms.ts'

/** An article of the office's paper on reporting. */
export interface Article {
  /** 迟报和未报 */
  readonly name: string
  /** its sentences; each holds by a setting or by what the program does */
  readonly says: readonly string[]
  /** as people ask for it, a blank between two: it is found by these and by its own words */
  readonly asked: string
}

/** An article as it is written for all offices: its sentences may be made of the office's terms. */
export interface ArticleOfTerms extends Omit<Article, 'says'> {
  readonly says: Article['says'] | ((terms: Terms) => Article['says'])
}

/** The rules of the plan that ask for reports. */
export const owing = ({ rules }: Terms['plan']): Rule[] => rules.filter(({ indicators }) => indicators.length > 0)
