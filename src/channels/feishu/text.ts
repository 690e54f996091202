/** What the channel says in its own words: why something can not be delivered. */

/** Refusals that trying again does not change: what the coordinator is told. */
export const PERMANENT: Readonly<Record<number, string>> = {
  230001: '飞书不认识这个收件人或参数，请核对账号绑定',
  230002: '机器人不在这个群里，请把它重新加进群',
  230013: '对方不在应用的可用范围内，请管理员在飞书后台把他加入可用范围',
  230017: '附件不属于机器人',
  230018: '群设置不允许机器人发言，请群主放开',
  230022: '内容被飞书判为敏感，没有发出，请改写后重发',
  230025: '内容过长，飞书没有收',
  230027: '应用没有向这里发消息的权限',
  230028: '内容没有通过企业的审计规则（例如含电话号码），请改写后重发',
  230029: '对方已离职，请更换联系人',
  230034: '飞书不认识这个收件人，请核对账号绑定',
  230035: '群已禁言，请群主放开',
  230053: '对方停用了机器人的消息，请当面提醒他打开',
  230099: '飞书没有收下这张卡片',
  232009: '群已解散',
  234001: '飞书没有收下这份文件',
  234006: '文件超过飞书允许的大小，请拆分后再发',
  234010: '文件是空的，飞书没有收',
}

/** Refusals that somebody has to mend in the platform's console; sent again later. */
export const TO_MEND: Readonly<Record<number, string>> = {
  230006: '机器人能力没有启用，请管理员在飞书后台启用并发布',
  10003: '应用凭证有误，请核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET',
  10014: '应用凭证有误，请核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET',
  10015: '应用凭证有误，请核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET',
  99991672: '应用缺少权限，请管理员在飞书后台开通并发布',
}

/** A mark at the end of a caption, which the next shortening takes off again. */
const mark = (before: string, after: string) => ({
  put: (caption: string, most: number): string => `${caption}（${before} ${most} ${after}）`,
  off: (caption: string): string => caption.replace(new RegExp(`（${before} \\d+ ${after}）$`), ''),
})

const REST = '其余'
const LEFT = /^还有 (\d+) 项没有列出$/

/** What a card says of itself where it was shortened. */
export const FIT = {
  rows: mark('只列前', '行'),
  points: mark('只画前', '个'),
  fields: {
    rest: (left: number) => ({ name: REST, value: `还有 ${left} 项没有列出` }),
    /** how many such a field says are left out; 0 where it says nothing of the kind */
    left: ({ name, value }: { readonly name: string; readonly value: string }): number =>
      name === REST ? Number(LEFT.exec(value)?.[1] ?? 0) : 0,
  },
  rest: '其余内容太多，没有列出。',
  folded: (title: string): string => `“${title}”内容太多，没有列出。`,
  undrawn: (title: string): string => `“${title}”数据太多，没有画出。`,
  tooMuch: '内容太多，飞书卡片放不下，请缩小范围再查。',
  tooMuchToPress: '内容太多，飞书卡片放不下，按钮也没能列出。请把内容分几条再发。',
}

/** Name of a picture that came without one. */
export const PICTURE = '图片'

/** Kinds of messages that the assistant does not read. */
export const KINDS: Readonly<Record<string, string>> = {
  audio: '语音',
  media: '视频',
  sticker: '表情',
  interactive: '卡片',
  share_chat: '群名片',
  share_user: '个人名片',
  location: '位置',
  merge_forward: '合并转发',
}
