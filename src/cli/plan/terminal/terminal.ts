/** A person at a terminal, or lines from a pipe: what is asked, typed and proposed. */
import { createInterface } from 'node:readline'
import * as pc from '../../colour.ts'
import { Failure } from '../../usage.ts'
import { Again, Wrong } from '../ask.ts'
import * as text from '../text.ts'

/** The person leaves, or nothing more is typed; what is done is kept. */
export class Left extends Error {}

/** The person wants the step before. */
export class Back extends Error {}

/** A question on a terminal; what `read` returns is the answer. */
export interface TerminalQuestion<T> {
  readonly text: string
  /** taken where nothing is typed */
  readonly proposal?: string | undefined
  /** @throws Wrong with a sentence that says what to do */
  readonly read: (typed: string) => T | Promise<T>
  /** what to give instead where nobody can be asked: `--roster FILE` */
  readonly flag?: string | undefined
}

/** Where a person is asked, or nobody is. */
export interface Terminal {
  readonly say: (...lines: readonly string[]) => void
  /** Asks until it is right. @throws Left, Back, or Failure where nobody is there to answer and nothing is proposed */
  readonly ask: <T>(question: TerminalQuestion<T>) => Promise<T>
  readonly close: () => void
}

/** Where the lines go. */
interface Output {
  readonly write: (text: string) => unknown
}

const LEAVE = new Set(['q', 'quit', 'exit', '退出', '离开'])
const BACK = new Set(['<', '上一步', '返回'])

/**
 * A terminal on which a person is asked.
 *
 * @param input its lines are kept until they are asked for, since a pipe may be faster than the questions
 * @returns a terminal whose `ask` throws Left or Back where the person types so, Left also at the end of the input
 */
export function terminalOn(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal {
  const lines = createInterface({ input, ...(input.isTTY && { output }), terminal: input.isTTY === true })
  lines.on('SIGINT', () => lines.close())
  const typed = lines[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const { done, value } = await typed.next()
    if (done) throw new Left()
    const line = value.trim()
    if (LEAVE.has(line.toLowerCase())) throw new Left()
    if (BACK.has(line)) throw new Back()
    return line
  }
  const say = saying(output)
  return {
    say,
    async ask(question) {
      for (;;) {
        // Whoever edits a line has the question kept in front of it.
        lines.setPrompt(promptOf(question))
        if (input.isTTY) lines.prompt()
        else output.write(promptOf(question))
        const line = await next()
        if (!input.isTTY) output.write(`${line}\n`)
        try {
          return await question.read(line || question.proposal || '')
        } catch (error) {
          if (!(error instanceof Wrong) || error instanceof Again) throw error
          say(pc.red(`  ✗ ${error.message}`))
        }
      }
    },
    close: () => lines.close(),
  }
}

/**
 * A terminal at which nobody is asked: every proposal is taken.
 * @throws Failure from `ask` where the proposal will not do
 */
export function unattended(output: Output): Terminal {
  const say = saying(output)
  return {
    say,
    async ask({ text: asked, proposal, read, flag }) {
      try {
        return await read(proposal ?? '')
      } catch (error) {
        if (!(error instanceof Wrong)) throw error
        throw new Failure(text.unanswered(asked, error.message, flag))
      }
    },
    close: () => {},
  }
}

const saying =
  (output: Output): Terminal['say'] =>
  (...lines) =>
    void output.write(`${lines.join('\n')}\n`)

const promptOf = ({ text: asked, proposal }: TerminalQuestion<unknown>): string =>
  `${pc.cyan('?')} ${asked}${proposal ? pc.dim(`（${proposal}）`) : ''} `
