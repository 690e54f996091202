/** The words around the rules of reporting. */
import { ordinal } from '../../documents/index.ts'
import { type Button, buttons, type Card, card, note, quote, sentence } from '../../message/card.ts'
import { pressHandover, pressRules } from '../presses.ts'
import type { ArticleFound, NumberedArticle, RulesPaper } from './paper.ts'

const placeOf = ({ number }: NumberedArticle): string => `第${ordinal(number)}条`

const buttonOf = ({ name, number }: NumberedArticle): Button => ({ label: name, ...pressRules({ article: number }) })

const toHuman = (question: string): Button => ({
  label: '转人工',
  ...pressHandover(question.trim() === '' ? {} : { question }),
})

/**
 * An article of the office's rules as an answer, with those beside it on buttons.
 * @param question as it was asked, to be handed over where the article does not help
 * @param starts buttons that begin what the article speaks of
 */
export const articleCard = (
  { title }: RulesPaper,
  { article, near }: Pick<ArticleFound, 'article' | 'near'>,
  question: string,
  starts: readonly Button[] = [],
): Card =>
  card('info', `报送须知：${article.name}`, [
    quote(article.says.join(''), `《${title}》${placeOf(article)}`),
    buttons([...starts, ...near.map(buttonOf), toHuman(question)]),
  ])

/** The headings of the rules, a button each. */
export const contents = ({ title, articles }: RulesPaper): Card =>
  card('info', title, [
    sentence('直接问就行，例如“报晚了会怎样”；也可以点一条看。'),
    buttons(articles.map(buttonOf)),
    note('按本办公室的设置写成，设置改了随之改；不是上级文件。'),
  ])

/** An honest no to a question on the rules, with a button that hands it over. @param question as it was asked */
export const notWritten = ({ title }: Pick<RulesPaper, 'title'>, question: string): Card =>
  card('warn', '须知里没有写明这一点', [
    sentence(`《${title}》没有写到，可以请协调员本人答复。`),
    buttons([toHuman(question), { label: '看须知', ...pressRules({}) }, { label: '看能做的事', command: '帮助' }]),
  ])
