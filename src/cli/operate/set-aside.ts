/** `yaodian set-aside`: the messages that could not be handled, and one more try of one of them. */
import { listSetAside, retry } from '../../assistant/index.ts'
import { isoInstant } from '../../office/day.ts'
import { onStore } from '../database.ts'
import { print } from '../jsonl.ts'
import { setAside as text } from '../text.ts'
import { Failure } from '../usage.ts'

const MOST = 1_000
/** characters of a message, of at most 6 000 */
const SHOWN = 200

/**
 * `yaodian set-aside`: prints the messages that were set aside, the newest first, a line each: `{id, at, account,
 * kind, text?, why}`, of the text its beginning.
 *
 * @param options.again id of a message that the running office is to try again, within a minute
 * @throws Failure where that one is not set aside
 */
export const setAside = (options: { again?: string }): Promise<boolean> =>
  onStore(async (store) => {
    if (options.again !== undefined) {
      const [changed] = await store.commit([retry(options.again)])
      if (changed !== 1) throw new Failure(text.none(options.again))
      console.error(text.again)
      return true
    }
    for (const { id, at, why, message } of await listSetAside(store, MOST)) {
      const { account, kind } = message
      print({
        id,
        at: isoInstant(at),
        account,
        kind,
        ...(kind === 'text' && { text: message.text.slice(0, SHOWN) }),
        why,
      })
    }
    return true
  })
