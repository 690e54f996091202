/**
 * A message on its way through a desk that may be unsure of it: then a model is asked here, where the network is, and
 * the desk handles the message anew with what was heard. Until then nothing of it is committed.
 */
import { type Incoming, inboxId } from '../../message/incoming.ts'
import { inOrder } from '../delivery/in-order.ts'
import type { FrontParts, HandleOptions, Worked } from '../parts.ts'
import type { Interpreter } from './interpreter.ts'
import type { ModelGuess } from './model-reply.ts'
import type { Unsure } from './unsure.ts'

type Understanding = (
  message: Incoming,
  options: HandleOptions,
  begun?: () => Promise<unknown>,
) => Promise<Exclude<Worked, { readonly unsure: Unsure }>>

/**
 * The way through the desk, with an interpreter asked in between where there is one; without, through the desk alone.
 */
export function interpreting({ desk, clock, log, interpreter, patience }: FrontParts): Understanding {
  const once: Understanding = async (message, options, begun) =>
    settled(await desk.handle(message, clock(), options, begun))
  if (!interpreter) return once

  const asking: Understanding = async (message, options, begun) => {
    const first = await desk.handle(message, clock(), { ...options, interpretation: 'not-yet' }, begun)
    if (!('unsure' in first)) return first
    const interpretation = await listening(interpreter, first.unsure, inboxId(message), log)
    if (!interpretation) return once(message, options)
    const worked = await once(message, { ...options, interpretation })
    // The message itself was read well before: what the model said is no reason to set it aside.
    return 'cutOff' in worked ? once(message, options) : worked
  }
  // What somebody says next waits for it. A Worker's calls may not wait for one another.
  return patience ? inOrder(asking, ({ account, chat }) => `${account} ${chat.id}`) : asking
}

/** A fault of ours must not cost the person the answer. */
async function listening(
  interpreter: Interpreter,
  unsure: Unsure,
  id: string,
  log: FrontParts['log'],
): Promise<ModelGuess | undefined> {
  try {
    const interpretation = await interpreter.ask(unsure)
    log({ event: 'interpreted', id, heard: interpretation ? kindOf(interpretation) : 'nothing' })
    return interpretation
  } catch (error) {
    log({ event: 'interpreting-failed', id, error: error instanceof Error ? error.stack : String(error) })
    return undefined
  }
}

const kindOf = ({ lines, either }: ModelGuess): string => (lines.length === 0 ? 'none' : either ? 'clarify' : 'request')

/** @throws Error where the desk is unsure although nobody is left to ask */
function settled(worked: Worked): Exclude<Worked, { readonly unsure: Unsure }> {
  if ('unsure' in worked) throw new Error('unsure, and nobody to ask')
  return worked
}
