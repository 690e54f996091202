/** Everything the assistant can do, in the order in which the help lists it. */
import type { Asker } from '../ask/index.ts'
import { say } from '../message/card.ts'
import type { Command, Job } from '../message/command.ts'
import { dayOf } from '../office/day.ts'
import type { Office } from '../office/load/index.ts'
import { bindingCommands } from '../people/index.ts'
import { progressCommands } from '../progress/index.ts'
import { remindCommands, remindJob } from '../remind/index.ts'
import { type Attachments, openItems, reportCommands } from '../report/index.ts'

export interface Abilities {
  readonly commands: readonly Command[]
  /** takes plain words that no other command claims */
  readonly fallback: Command
  readonly jobs: readonly Job[]
}

/** @param attachments where files come from and are kept; without it evidence is not taken */
export function abilities(office: Office, asker: Asker, attachments?: Attachments): Abilities {
  const { plan, regions, lexicon } = office
  const ground = { plan, regions, lexicon }
  return {
    commands: [
      ...reportCommands(ground, attachments),
      ...progressCommands(office),
      ...remindCommands(office),
      ...bindingCommands(regions, openItems(ground)),
    ],
    fallback: question(asker),
    jobs: [remindJob(office)],
  }
}

const question = (asker: Asker): Command => ({
  name: '问',
  words: ['提问', 'ask'],
  right: { kind: 'anyone' },
  summary: '按文件回答问题',
  example: () => '2017年要处置多少家僵尸企业？',
  async run({ text, history, now }) {
    const answer = asker.ask({ question: text, history, today: dayOf(now) })
    const [lead = '', ...rest] = answer.text.split('\n')
    return {
      status: answer.status === 'declined' ? answer.reason : answer.status,
      writes: [],
      reply: answer.citations.length
        ? {
            title: lead,
            blocks: answer.citations.map(({ document, section, quote }) => ({
              kind: 'quote',
              text: quote,
              source: section,
              link: { document, section },
            })),
          }
        : say(lead, ...rest),
    }
  },
})
