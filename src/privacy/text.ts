/** Words of what is kept and what went. */

/** What stands in place of a card whose time is over. */
export const GONE = '内容已到保存期，清除了'

const MARK = '（已删除）'

/** The role that takes the place of a person's name: region and post. */
export const role = (region: string | undefined, name: string | undefined): string =>
  `${region ?? ''}${name ?? '经办人'}${MARK}`

/** Whether a name is a role that took a person's place. */
export const isRole = (name: string): boolean => name.endsWith(MARK)
