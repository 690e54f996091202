/** The words of the page that people read. */
export const WORDS = {
  offline: '连不上服务，已输入的内容都还在。正在自动重连…',
  notSent: '没有发出：连不上服务。',
  retry: '重试',
  drop: '删除',
  recall: '撤回',
  download: '下载',
  recalled: '你撤回了一条消息',
  reply: '回复',
  quoting: (/** @type {string} */ what) => `回复：${what}`,
  pressed: (/** @type {string} */ label) => `你点了“${label}”`,
  cannotStart: '页面没有载入成功：连不上服务。请确认程序在运行。',
  fileTooLarge: '附件超过5MB，没有发送。请压缩后重发。',
  messageTooLarge: '内容超过1MB，没有发送。请缩短后重发，或改用附件。',
  openSource: (/** @type {string} */ label) => `在原文中查看 ${label}`,
  seeSource: '查看原文',
  noSection: '文件里没有找到这一条，以下是全文。',
  arrived: (/** @type {number} */ n) =>
    n === 0 ? '时间到了，途中没有新消息。' : `时间到了，途中各身份共收到${n}条消息。`,
  nextDeadline: (/** @type {string} */ when) => `下一个截止：${when}`,
  noDeadline: '后面没有截止日了',
  movingTo: (/** @type {string} */ when) => `正在前往${when}…`,
  unseen: (/** @type {number} */ n) => `${n}条未读`,
  urgent: '加急',
  choose: '请选择',
}

/** What the page of a new plan says by itself. */
export const PLAN_WORDS = {
  /** @param {number} year */
  title: (year) => `新建 ${year} 年的计划`,
  /** @param {string} target */
  target: (target) => `写到 ${target}。做完的随时存着，关掉网页也行，回来接着做。`,
  next: '下一步',
  busy: '请稍候…',
  write: '写入',
  /** @param {string} target */
  writeWhat: (target) => `各步都做完了。写入以后，要点就用 ${target} 里的计划；在这之前什么也没有变。`,
  done: '写好了',
  /** @param {string} name */
  redo: (name) => `从“${name}”重做，后面的步骤要再过一遍，填过的还在`,
  notTaken: '没有收下，请再试一次',
  notReached: '连不上程序：看看终端里它是不是还开着',
  ownFile: '用我的文件',
  /** @param {string} name */
  given: (name) => `用已给的“${name}”，或换一份`,
  paste: '没有文件，直接粘贴名单',
  pastedAs: '一行一个市：\n某某市：某某区、某某县',
  pastedName: '粘贴的名单.txt',
  /** @param {number} count */
  proposed: (count) => `列为目标的 ${count} 项`,
  /** @param {number} count */
  left: (count) => `没有列入的 ${count} 项，和为什么`,
  /** @param {number} count */
  others: (count) => `文件里别的数 ${count} 个，看着不是目标`,
  /** @param {string} other */
  alike: (other) => `可能与 ${other} 是同一目标，请看`,
  change: '改',
  definitionAs: '怎么算一个：统计范围、累计还是当期；文件没有写，以后补也行',
  dueBy: '到某日完成',
  dueDay: '哪一天完成',
  parts: {
    name: '名称',
    value: '数',
    unit: '单位',
    better: '方向',
    kind: '类型',
    every: '报送',
    pace: '进度',
    definition: '口径',
  },
  hints: {
    paper: '从这一年的文件读出目标；电脑上的原件不会动。',
    goals: '勾上的成为目标。引号里是文件的原话，没有列入的写明了为什么。',
    details: '文件写明的已经填好，没写明的请定一下；改什么都行。',
    regions: '谁报数、给谁催报，都按这份名单。',
    split: '各地各项要完成多少；核对合计是否对得上。',
    roster: '谁来报、谁协调；这里只核对，不发消息。',
    check: '把文件里的数改动一处再问，看要点会不会当真。',
    reminder: '按名册和日程演一遍第一次催报，什么也不会发出。',
  },
}
