/** Which chats are groups: presses and recalls name their chat, not its kind. */
import type { Incoming } from '../../message/incoming.ts'
import { type Store, StoreUnavailable, sql } from '../../store/index.ts'

/**
 * The group chats in which people spoke, in the database. A press does not tell whether its chat is a group; a chat
 * that cannot be looked up counts as one.
 */
export class Groups {
  private readonly store: Store
  private readonly known = new Set<string>()

  constructor(store: Store) {
    this.store = store
  }

  /** Keeps the groups in which people spoke. */
  async note(messages: readonly Incoming[]): Promise<void> {
    for (const { kind, chat } of messages) {
      // A press knows its chat from here.
      if (chat.kind !== 'group' || kind === 'action' || this.known.has(chat.id)) continue
      await this.store.commit([sql('INSERT OR IGNORE INTO feishu_group (chat) VALUES (?)', chat.id)])
      this.known.add(chat.id)
    }
  }

  /** Where the store can not be read a chat passes for a group: less is shown there than alone with somebody. */
  async has(chat: string): Promise<boolean> {
    if (this.known.has(chat)) return true
    try {
      return (await this.store.first('SELECT 1 FROM feishu_group WHERE chat = ?', chat)) !== undefined
    } catch (error) {
      if (error instanceof StoreUnavailable) return true
      throw error
    }
  }
}
