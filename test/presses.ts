/** What is shown can be pressed: every button and form of a card is read by the command that it names. */
import type { Block, Button, Card, Form } from '../src/message/card.ts'
import type { Command } from '../src/message/command.ts'
import { readPress } from '../src/message/declare.ts'

export const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block: Block) => (block.kind === 'buttons' ? block.buttons : []))

export const formsOf = (card: Card): Form[] =>
  card.blocks.flatMap((block: Block) => (block.kind === 'form' ? [block.form] : []))

/** A form as it comes back when nothing was typed into it. */
const untouched = ({ command, values, inputs }: Form): Pick<Button, 'command' | 'values'> => ({
  command,
  values: { ...values, ...Object.fromEntries(inputs.map(({ name, value = '' }) => [name, value])) },
})

/** @returns the presses of a card that no command, or not the one they name, would read */
export const unreadPresses = (card: Card, commands: readonly Command[]): string[] =>
  [...buttonsOf(card), ...formsOf(card).map(untouched)].flatMap(({ command: name, values = {} }) => {
    const command = commands.find((one) => one.name === name)
    return command && readPress(command, values) ? [] : [`${card.title}: ${name} ${JSON.stringify(values)}`]
  })
