/** The office's own rules of reporting as a paper that can be asked, made from its settings and plan. */

import { PassageIndex } from '../../documents/index.ts'
import { allLevelled } from '../../office/levels.ts'
import { WHAT_HAPPENS_TO_FIGURES } from './afterwards.ts'
import type { Article } from './article.ts'
import { HOW_PEOPLE_ARE_REMINDED } from './reminding.ts'
import type { Terms } from './terms.ts'
import { WHAT_IS_REPORTED } from './what.ts'

/** An article with its number in this office's paper. */
export interface NumberedArticle extends Article {
  /** from 1 */
  readonly number: number
}

/** The article that a question is about. */
export interface ArticleFound {
  readonly article: NumberedArticle
  /** others that it may be about, hardly less likely */
  readonly near: readonly NumberedArticle[]
  /** so much like what the article is asked for that it is meant also where nothing else speaks for it */
  readonly isSure: boolean
}

/** The rules of reporting of this office. */
export interface RulesPaper {
  /** 2017年报送须知 */
  readonly title: string
  readonly articles: readonly NumberedArticle[]
  /** The article that a question is about, or that is called so, if any is. */
  readonly find: (question: string) => ArticleFound | undefined
}

/** Scores of the search; how the lines were drawn: test/guide/rules.test.ts. */
const LIKELY = 0.6
const SURE = 1.5
/** An article that comes this near to the best is offered beside it. */
const NEAR = 0.5
const MOST_NEAR = 2

const ARTICLES = [...WHAT_IS_REPORTED, ...WHAT_HAPPENS_TO_FIGURES, ...HOW_PEOPLE_ARE_REMINDED]

/**
 * The office's own rules of reporting as numbered articles, made of its settings: each limit is said as it is checked.
 * @returns `find`: the articles nearest to a question; its index is built at the first call
 */
export const paperOf = (terms: Terms): RulesPaper => {
  const articles = ARTICLES.map(({ says, ...one }, index): NumberedArticle => {
    const article = { ...one, says: typeof says === 'function' ? says(terms) : says }
    return { ...allLevelled(article, terms.levels), number: index + 1 }
  })
  let index: PassageIndex | undefined
  return {
    title: `${terms.plan.year}年报送须知`,
    articles,
    find(question) {
      const named = articles.find(({ name }) => name === question.trim())
      if (named) return { article: named, near: [], isSure: true }
      index ??= indexOf(articles)
      const [best, ...others] = index.search(question, MOST_NEAR + 1).flatMap(({ id, score }) => {
        const article = articles[Number(id)]
        return article && score >= LIKELY ? [{ article, score }] : []
      })
      if (!best) return undefined
      const near = others.filter(({ score }) => score >= best.score - NEAR).map(({ article }) => article)
      return { article: best.article, near, isSure: best.score >= SURE }
    },
  }
}

/** Found by its own words, and more by what it is asked for. */
const indexOf = (articles: readonly Article[]): PassageIndex =>
  new PassageIndex(
    articles.map(({ name, asked, says }, index) => ({
      id: String(index),
      title: `${name} ${asked}`,
      text: says.join(''),
    })),
  )
