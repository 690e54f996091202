/** The words around figures, by what they tell of the figure beside them. General to reporting, not to one plan. */

/** Why a number is no reported value. */
export type Role =
  /** 目标, 任务 */
  | 'target'
  /** 预计, 力争 */
  | 'forecast'
  /** 还差, 剩余 */
  | 'remaining'
  /** 去年同期 */
  | 'last-year'
  /** 完成率 */
  | 'completion'
  /** 占比: a completion rate beside a count, the value itself of a share */
  | 'share'
  /** 同比: a change of a count or share, the value itself of a growth rate */
  | 'year-on-year'
  /** 环比, 较年初 */
  | 'change'
  /** 高于全省平均, 排名 */
  | 'comparison'
  /** 其中 */
  | 'part'
  /** 关停, 新建: a part when it follows a total */
  | 'kind-of'

export type Word =
  | { readonly is: 'role'; readonly role: Role }
  /** 已完成: what follows is a figure after all */
  | { readonly is: 'actual' }
  | { readonly is: 'mode'; readonly mode: 'cumulative' | 'increment'; readonly weak?: boolean }
  | { readonly is: 'direction'; readonly down: boolean }
  /** 降至, 提高到: a level follows, not a change */
  | { readonly is: 'level' }
  | { readonly is: 'correction'; readonly side: 'new' | 'old' | 'none' }
  /** 分别 | 均 */
  | { readonly is: 'each'; readonly how: 'in-turn' | 'all' }
  /** 其他, 其余 */
  | { readonly is: 'rest' }
  /** 约, 近: before a figure, so that it is not exact */
  | { readonly is: 'inexact' }
  /** 备注 to the line's end, 联系人 to the next comma */
  | { readonly is: 'note'; readonly until: 'line' | 'comma' }
  | { readonly is: 'and' }
  | { readonly is: 'nil' }
  | { readonly is: 'glue' }
  /** 企业, 增加值: glue beside a named indicator, else perhaps what somebody calls one */
  | { readonly is: 'soft' }
  /** 处置, 盘活: glue, unless nothing else tells which indicator is meant */
  | { readonly is: 'verb' }

const role = (name: Role): Word => ({ is: 'role', role: name })
const mode = (name: 'cumulative' | 'increment', weak = false): Word => ({
  is: 'mode',
  mode: name,
  ...(weak && { weak }),
})

const GROUPS: readonly (readonly [Word, string])[] = [
  [
    role('target'),
    `目标任务 目标任务数 目标值 目标数 目标 任务数 任务量 任务 计划数 计划 指标任务 指标数 年度任务 年度目标 年度目标任务 全年目标
     全年任务 全年目标任务 全年计划 年度计划 年初目标 年初计划 责任目标 考核目标 下达 分解 分配 分到 要求 应完成 需完成 须完成 考核
     年度指标 全年指标 目标是 任务是 总目标 总任务 文件要求 文件规定 文件里 文件说 提出 提到 规定 要点说 省定目标 市定目标 序时目标 承诺`,
  ],
  [
    role('forecast'),
    `预计 预期 预测 力争 争取 确保 将达 将达到 将于 将在 将有 将完成 将新增 将处置 拟于 拟 打算 有望 可望 下月 下个月 下一步 明年 准备
     计划到 估计到 预估 预计到 即将 能完成 可完成 应该能 应该会 应该可以`,
  ],
  [role('remaining'), '还差 尚差 还需 尚需 还有 尚有 剩余 剩下 缺口 还剩 尚剩 未完成 待处置 待完成 差'],
  [
    role('last-year'),
    '去年同期 上年同期 去年同月 上年同月 同期 去年 上年 前年 往年 上年度 去年度 去年全年 上年全年 历年 去年累计 上年累计 去年数',
  ],
  [
    role('completion'),
    '完成率 完成比例 完成进度 序时进度 完成度 达成率 完成占比 任务完成率 目标完成率 完成百分比 时序进度 进度 完成目标 达到目标 达目标 达全年 完成全年 完成年度 完成年度目标 完成年度任务 完成年度目标任务 完成全年目标 完成全年任务 完成全年目标任务 完成目标任务 超额完成年度目标 超额完成全年目标',
  ],
  [role('share'), '占比 比重 占 占到'],
  [
    role('year-on-year'),
    '同比 同比增幅 比去年同期 较去年同期 比上年同期 较上年同期 与去年同期相比 与上年同期相比 较同期 比同期 同比增速',
  ],
  [
    role('change'),
    '环比 较年初 比年初 较去年底 比去年底 较上年末 比上年末 比去年 较去年 比上年 较上年 较一季度 比一季度 较上季度 比上季度 增幅收窄 降幅收窄',
  ],
  [
    role('comparison'),
    '比全省 比全市 比全国 较全省 较全市 超全省 超过全省 快于全省 快于全市 高于全省 低于全省 比周边 高于全市 高于 低于 高出 全省平均 全市平均 平均 排名 排 位列 位居 居 列 全省第 全市第 第',
  ],
  [role('part'), '其中 含 包括 包含 内含 里面 里头 其中包括 另有 其中含 分别为其中'],
  [
    role('kind-of'),
    `关停 关闭 取缔 提升 搬迁 整合 转产 转型 规范 破产 兼并 重组 注销 拆除 新建 改建 扩建 续建 在建 国有 民营 国企 民企 规上 规下
     整治提升 关停淘汰 合法搬迁 整合入园 破产清算 兼并重组 已验收 已公示 待验收 涉及 涉及职工 安置职工 安置 盘活资产 减排 节约 投资 总投资
     占地 占地面积 建筑面积 入驻企业 入驻 入园企业 资产 债务 产值 税收 腾出土地 工业企业 服务业 印染 化工 造纸 小作坊`,
  ],
  [
    { is: 'actual' },
    '已完成 已经完成 已 已经 完成任务 完成任务数 任务完成情况 实际 实际完成 实绩 实际数 完成数 现已 现有 完成情况 实有 已处置 已整治 已盘活 已淘汰 已腾出 已认定 今年',
  ],
  [mode('cumulative'), '累计 至今累计 累积 累计数 累计完成 累计已 年累计 本年累计 总累计 累计共'],
  [{ is: 'mode', mode: 'cumulative', weak: true }, '共 共计 合计 总计 总数 总量 总共 一共 共完成 累共'],
  [
    mode('increment'),
    `当月新增 当月 当月数 当月完成 本月新增 本月 本月数 本月完成 单月 月新增 新增 净增 新增加 较上月增加 较上月新增 较上月 比上月增加
     比上月新增 比上月多 比上月 较上期 比上期 又 又新增 再 再新增 本期 当期 本期新增 本周新增 本周 这个月 本季度 当季 本季新增 今日新增
     新增数 较上月增 比上月增 本月又 这月 月增`,
  ],
  [mode('increment', true), '增加 增加了 多了'],
  [
    { is: 'direction', down: true },
    '下降 下降率 下降幅度 下降了 降低 降低了 下滑 回落 减少 减少了 降幅 降 负增长 缩减 ↓ 下跌 少了 压减 削减 跌',
  ],
  [{ is: 'direction', down: false }, '上升 上升了 增长 增长了 提高 提高了 增幅 ↑ 上涨 升高 升 增 增长率 反弹 上扬 涨'],
  [
    { is: 'level' },
    '降至 降到 下降到 下降至 提升到 提升至 提高到 提高至 上升到 上升至 增至 增加到 增加至 增长到 增长至 达到 升至 升到 回升到',
  ],
  [
    { is: 'correction', side: 'new' },
    `应为 应该 应该是 应该为 应是 应改为 改为 更正为 修正为 修改为 订正为 调整为 改成 变更为 实为 实际为 实际是 实际应为 正确的是 正确为 正确应为
     正确数据 正确数字 正确数 正确值 纠正为 现更正为 请改为 更改为 改正为 才是`,
  ],
  [
    { is: 'correction', side: 'old' },
    `误报为 误报 错报为 错报 误写为 误写 误填为 误填 误写成 误填成 错写成 写成 报成 填成 错填 错填为 写错 报错 填错 原报 原为 原来 原 原填 原数据 原数
     多报 少报 多报了 少报了 多算 少算 多算了 少算了 写重了 重复了 上次报 上次报的 上次报了 上次 上期报 之前报的 之前报 此前报 此前 前期报 由 从 不是 并非 而不是 而非 把 将原 报的 报的是 前次 先前`,
  ],
  [
    { is: 'correction', side: 'none' },
    '更正 订正 勘误 纠正 修正 有误 错误 错了 报错了 写错了 更正一下 弄错 搞错 报多 报少 报多了 报少了 漏报',
  ],
  [{ is: 'each', how: 'in-turn' }, '分别为 分别是 分别 依次为 依次 分别达 分别达到 各为'],
  [{ is: 'each', how: 'all' }, '均为 均 都是 都 皆 同为 同样 双双 都为 一律 各 各有'],
  [{ is: 'rest' }, '其他 其它 其余 余下 别的 其他指标 其余指标 其它指标 其他各项 其余各项'],
  [
    { is: 'inexact' },
    '约 大约 近 将近 大概 差不多 接近 超 超过 逾 不少于 至少 不低于 不到 不足 大致 约为 估计 可能 好像 上 约计 左右',
  ],
  [{ is: 'note', until: 'line' }, '备注: 备注 附注: 说明: 注: 备考: ps: 附: 情况说明: 原因: 补充说明: 备注说明:'],
  [
    { is: 'note', until: 'comma' },
    '联系人 联系电话 电话 填报人 审核人 经办人 负责人 手机 手机号 tel 分管领导 报送人 填表人 联系方式 微信 根据 依据 按照 按 对照 短号',
  ],
  [{ is: 'and' }, '和 与 及 以及 跟 同 、 / & +'],
  [
    { is: 'glue' },
    `截至 截止 截止到 截至到 至 到 止 为止 数据 情况 进展 如下 我县 我区 我市 我们县 我们区 我们市 我们 我 我局 我办 我这边 我这里 县 全县 全区 本县 本区
     本市 县里 区里 市里 全市 今年 本年 本年度 年内 年度 年 月度 完成 完成了
     建成 建设 竣工 开工 投产 了 的 是 为 有 达 达成 实现 数 数量 数值 值 面积 数为 报告 上报 报送
     汇报 填报 请 请审核 审核 查收 谢谢 多谢 收到 您好 你好 领导 各位 老师 辛苦 辛苦了 特此 报 报一下 报下 一下 现 现将 现在 下 也 还 另 另外 并 且 而 单位
     计量单位 指标 指标名称 项目 截止日期 截至日期 截止时间 日期 时间 统计时间 数据日期 方面 工作 项 个数 家数 户数 企业数 共有 率 幅度 增速 同 期间 时 底 末 份 月报 周报 日报 数据是
     进行 开展 推进 通过 经 经核实 经统计 统计 核实 经核对 核对 现报 现报告 特报 上月报 以上 以上是 以上为 均为累计数 这 那 就 才 刚 刚刚 最新 最终 总体 总的 全部 全 目前为止 省里 市里下达 上级 省政府 市政府 折合 约合 即 相当于 也就是 换算 数字是 数是 今年的 的话 里面有 期 落实
     报上 报来 补报 补充 续报 再报 再报一下 又报 重报 重新 数字 大家好 同志 主任 科长 处长 麻烦 麻烦您 记录 登记 请记录 请登记 帮忙 帮我 哈 呢 啊 哦 嗯 吧 呀 ok 好的 收悉 请查收 请审阅 妥否
     新认定的 已经处置 了的 成功 顺利 依法 全面 取得 一季 报数 数 报表 表 进度情况 期末 期末数 截 县经信局 经信局 办公室 转升办 口径 累计口径 累计值 主要指标 有关 相关 各项`,
  ],
  [{ is: 'verb' }, '处置 处置了 淘汰 淘汰了 整治 整治了 盘活 盘活了 腾出 腾出了 认定 认定了 新认定 新认定了'],
  [{ is: 'soft' }, '企业 增加值 工业 作坊 园区 园 土地 用地 产业 规模 项目数 标准 建筑 平台 主体 用量 排放'],
]

/** Nothing new this period: said in many ways, so a pattern. */
export const NIL =
  /(?:(?:暂|均|都|仍|确)?(?:无|没(?:有|啥|什么)?|未有?|零|0)(?:任何)?(?:新增(?:数|情况|量|加)?|新的?(?:认定|处置|淘汰|整治|盘活|腾出|建成|建|开工|培育|进展|变化|情况)(?:的)?|增加|变化|变动|进展|增量|动静)|(?:零|0)(?:报告|申报|上报|报送|新增)|新增(?:情况)?(?:为|:)?(?:无|没有)(?![\u4e00-\u9fff]))/y

/** A whole cell or all that is said of an indicator. */
export const NIL_ALONE = /(?:无|没有|暂无)(?=\s*(?:$|[,，;。\n\t)]|截至|截止|到|\d))/y

export interface Entry {
  readonly word: Word
  readonly text: string
}

const ENTRIES = new Map<string, Word>()
for (const [word, list] of GROUPS)
  for (const text of list.split(/\s+/)) if (text && !ENTRIES.has(text)) ENTRIES.set(text, word)

const LONGEST = Math.max(...[...ENTRIES.keys()].map((text) => text.length))

/** The longest word of the lexicon that begins at a position. */
export function wordAt(text: string, from: number): Entry | undefined {
  for (let to = Math.min(text.length, from + LONGEST); to > from; to--) {
    const piece = text.slice(from, to)
    const word = ENTRIES.get(piece)
    if (word) return { word, text: piece }
  }
  return undefined
}

/** Words that ask for something, wherever they stand; 算不算, 行不行; 是全省还是每个市. */
const ASKING =
  /多少|几[家个户月号天]|(?<!没)什么|(?<!没)啥(?!新)|哪|如何|怎么|怎样|咋|谁|是否|能不能|可不可以|有没有|([\u4e00-\u9fff])不\1|为何|请问|查一?下|查查|查询|告诉我|多大|多久|排第几|解释|是指|的依据|有何|介绍|说说|讲讲|区别|发我|发一份|[想要]问|问的是|想知道|想了解|了没有?(?=[?？]*$)|是[^,，。;]{1,12}还是(?![没无老原])/
/** What makes a question of any statement. */
const ENDING = /[?？]|吗|呢|[对是]吧/
/** A courtesy at the end of a report, though it asks. */
const COURTESY =
  /(?:请问)?(?:收到了?吗|收到没有?|对[吗吧]|对不对|可以吗|行吗|行不行|好吗|好不好|妥否|是否妥当|是否收到|能看到吗|没问题吧|这样报可以吗|这样可以吗|报上了吗)[?？]*/g

/** How a text asks: for something of its own, by nothing but its ending, out of courtesy, or not at all. */
export function askingOf(text: string): 'asks' | 'ends-asking' | 'courtesy' | undefined {
  const bare = text.replace(COURTESY, '')
  if (ASKING.test(bare)) return 'asks'
  if (ENDING.test(bare)) return 'ends-asking'
  return bare === text ? undefined : 'courtesy'
}

/** Words of what is wanted, not of what was reached. */
export const WANTING = /[要应需能会得]|任务|目标|计划/
/** Words that only a report has. */
export const REPORTING =
  /截至|截止|无新增|上报|填报|报送|更正|订正|勘误|零报告|请审[核阅]|请查收|特此|汇报如下|报一下|补报|应为|报错/
/** Words that ask for a figure to be taken, so that a question mark beside them is courtesy. */
export const REQUESTING =
  /上报|填报|报送|更正|订正|零报告|请审[核阅]|请查收|请?记录|登记|报一下|补报|应为|改[成为]|[报写填]错/
