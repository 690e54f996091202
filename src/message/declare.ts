/** What a command's declaration means: who may use it, and its input, by which a press is read once, at the border. */
import type { z } from 'zod'
import type { Person } from '../office/person.ts'
import type { Asked, Command, Outcome, Press, Right, Run } from './command.ts'
import { type Input, type Pressed, type Wire, words } from './input.ts'

/**
 * Whether somebody may use a command at all; for which region is the command's own question (`people.may`).
 * @param person undefined: not on the roster
 */
export function holds(person: Person | undefined, right: Right): boolean {
  switch (right.kind) {
    case 'anyone':
      return true
    case 'listed':
      return person !== undefined
    case 'role':
      return person?.posts.some((post) => right.roles.includes(post.role)) ?? false
  }
}

/** A command with buttons or forms of its own: `run` is given what they mean, and nothing where words were typed. */
export interface Declared<In extends Input> extends Omit<Command, 'input' | 'run' | 'press'> {
  readonly input: In
  /** the words that a press stands for, where they are not just its field `text` */
  readonly repeats?: (pressed: z.output<In>) => string
  readonly run: (asked: Asked, input: Pressed<In>) => Promise<Outcome>
}

/**
 * A command as it is registered: `press` reads a button's or form's values by `input`, and gives `run` what they mean.
 * Typed words give `run` an empty input; values that do not read give no press, which is answered as stale.
 */
export function command<In extends Input>({ input, repeats = textIn, run, ...rest }: Declared<In>): Command {
  return {
    ...rest,
    input,
    run: (asked) => run(asked, {}),
    press: (values) => {
      const { data } = input.safeParse(values)
      return data && { text: repeats(data), run: (asked) => run(asked, data) }
    },
  }
}

const textIn = ({ text }: { readonly text?: unknown }): string => (typeof text === 'string' ? text : '')

/**
 * What a press of a command means; undefined: nothing, as the command stands now.
 * Words alone can be repeated to any command: they are what was typed, and fill no field.
 */
export function readPress({ press, run }: Command, values: Wire): Press | undefined {
  const declared = press?.(values)
  if (declared) return declared
  const { data } = words.safeParse(values)
  if (!data || (press && data.text === undefined)) return undefined
  return { text: data.text ?? '', run }
}

/**
 * A command before which something is looked at, for words and presses alike.
 *
 * @param look its outcome takes the command's place; undefined: the command runs
 */
export function lookingFirst(base: Command, look: (asked: Asked) => Promise<Outcome | undefined>): Command {
  const first =
    (run: Run): Run =>
    async (asked) =>
      (await look(asked)) ?? run(asked)
  const { press } = base
  return {
    ...base,
    run: first(base.run),
    ...(press && {
      press: (values) => {
        const read = press(values)
        return read && { ...read, run: first(read.run) }
      },
    }),
  }
}
