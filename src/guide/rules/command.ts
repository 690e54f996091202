/** 须知: the rules of reporting, by their articles; a question in plain words comes to them by the help. */
import { answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { rulesInput } from '../presses.ts'
import type { RulesPaper } from './paper.ts'
import * as text from './text.ts'

/** /须知: the headings of the rules of reporting, or the article that was asked about or pressed. */
export const rulesCommand = (paper: RulesPaper): Command =>
  command({
    name: '须知',
    words: ['报送须知', '规则', 'rules'],
    right: { kind: 'anyone' },
    summary: '报送的规矩：何时报、怎么改、谁审、迟报怎么算',
    effect: 'reads',
    input: rulesInput(paper),
    run: async ({ text: words }, { article: number }): Promise<Outcome> => {
      const pressed = paper.articles.find((one) => one.number === number)
      const found = pressed ? { article: pressed, near: [] } : paper.find(words)
      if (found) return answer('answered', text.articleCard(paper, found, words))
      return words.trim() === ''
        ? answer('answered', text.contents(paper))
        : answer('not-in-document', text.notWritten(paper, words))
    },
  })
