/** What is reported, by whom, and until when. */

import { BASIS, dueWords } from '../../office/deadline.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Rule } from '../../office/schedule.ts'
import { EVERY } from '../text/every.ts'
import { type ArticleOfTerms, owing } from './article.ts'

const isRate = ({ kind }: Indicator): boolean => kind === 'rate'

/** 每月、每季度 */
const cadences = (indicators: readonly Indicator[]): string =>
  [...new Set(indicators.map(({ every }) => EVERY[every]))].join('、')

/** Said once of all rules where they agree, else of each by its name. */
function ofEach(rules: readonly Rule[], say: (rule: Rule) => string): string {
  const all = rules.map((rule) => ({ rule, said: say(rule) }))
  const [first] = all
  const isOne = all.every(({ said }) => said === first?.said)
  return first && isOne ? first.said : all.map(({ rule, said }) => `${rule.name}${said}`).join('；')
}

const grace = ({ graceDays }: Rule): string =>
  graceDays === 0 ? '没有宽限期，截止当天的都算按时' : `截止后有${graceDays}天宽限，宽限期内报的也算按时`

/** 按家、个计数 */
const counted = (indicators: readonly Indicator[]): string =>
  [...new Set(indicators.filter(({ integer }) => integer).map(({ unit }) => unit))].join('、')

/** The articles on what is reported: by whom, until when, in which unit. */
export const WHAT_IS_REPORTED: readonly ArticleOfTerms[] = [
  {
    name: '谁报',
    says: [
      `各${LEVEL.counties}的数由本地的${LEVEL.county}联系人报，只能报自己的${LEVEL.county}。`,
      `${LEVEL.city}协调员、${LEVEL.whole}协调员可以替所辖的${LEVEL.county}代报，台账注明“代报”，并告诉本${LEVEL.county}联系人。`,
      `乡镇、部门和名册以外的人不能报，请交给${LEVEL.county}联系人。`,
    ],
    asked: `
        谁来报 数由谁报 乡镇能自己报吗 别的部门可以直接报吗 市里能不能替我们报 可以代报吗 代报算不算
        能帮隔壁县报吗 不是联系人的能报吗 领导让我报我能报吗 乡镇街道可不可以直接报 部门能不能自己填
        不在名册里的人能交数吗 市里替县里报合规吗 代报的会注明吗 领导让秘书报行吗 可不可以由园区来报
        隔壁县托我报，可以吗`,
  },
  {
    name: '报哪些、多久一报',
    says: ({ plan: { indicators } }) => [
      `数量、面积等累计类指标${cadences(indicators.filter((one) => !isRate(one)))}报一次，比率类指标${cadences(indicators.filter(isRate))}报一次。`,
      '没有分解任务的指标不用报。',
    ],
    asked: `
        多久报一次 是每个月都要报吗 要不要每周报 季度的和月度的有什么区别 哪些是按季度报的 没有任务的要报吗
        没分到任务的指标还要填吗 所有指标都要报吗 报送频率是什么 报送频次是怎么规定的
        比率类的是不是一个季度才报一回 周报要不要写 没任务的指标需不需要填 分不到任务的县还用不用报这项`,
  },
  {
    name: '累计和当月',
    says: [
      '累计是自1月1日起到截至日的合计数，没有写明的按累计数理解。',
      '写“本月新增”“当月”的按当月数理解，加上一期的累计得出本期累计。',
      '两个都写的，上期累计加当月数必须等于本期累计。',
    ],
    asked: `
        什么叫累计 累计是什么意思 累计是从什么时候开始算 报累计还是报当月 新增和累计有什么不一样
        只写新增行不行 累计要不要把去年的算进去 当月数怎么算 是报这个月的还是报总数 两个数都要写吗
        累计数指的是从哪天开始加 写的是累计还是当月，你们认哪个 往年完成的能不能并到累计里
        只报这个月新增的可不可以 累计和新增两样都得报吗`,
  },
  {
    name: '截止日期',
    says: ({ plan }) => [
      `${owing(plan)
        .map((rule) => `${rule.name}：${dueWords(rule)}截止`)
        .join('；')}。`,
      `${ofEach(owing(plan), grace)}。`,
      `${LEVEL.whole}协调员调整截止日期的，按通知的日期。`,
    ],
    asked: `
        一般几号截止 每个月几号之前报 截止到几点 截止当天报算不算晚 有没有宽限期 可以宽限几天 晚一天行不行
        报送时间怎么规定的 截止日期会变吗 当天晚上报还算按时吗 截止那天晚上十一点交算准时吗 有宽限期没有
        能宽限到第二天吗，规定里有没有 晚一两天有没有通融的余地，制度上怎么说 期限是谁定的
        截止日期可以改吗，谁有权改 每个月固定都是5号吗`,
  },
  {
    name: '节假日',
    says: ({ plan }) => [
      `截止日期${ofEach(owing(plan), ({ shift }) => BASIS[shift])}。`,
      '法定节假日和调休上班按国务院办公厅的放假安排算，调休上班的周末算工作日。',
    ],
    asked: `
        节假日怎么算 周末截止顺延吗 碰上国庆怎么办 放假的话往后推吗 截止那天是星期天怎么办 遇到休息日怎么办
        调休的周六算工作日吗 春节期间要报吗 放假期间截止日期怎么定 双休日算不算 那天放假吗
        碰到端午节，交数时间顺不顺延 截止日正好是周日，是提前还是往后 放假那几天算在期限里吗
        调休上班的那个周六算不算工作日 国庆七天要不要报 周末不上班，期限怎么算
        逢休息日截止日怎么处理，有规矩吗`,
  },
  {
    name: '提前报、补报',
    says: ({ plan, reporting }) => [
      `一期的数可以在期末前${reporting.daysAhead}天以内先报期末数；还没到的日期不能报。`,
      '过了截止日期、还没有锁定的，仍可以补报，一次可以补几期，请写明是哪一期。',
      `只收${plan.year}年内的数。`,
    ],
    asked: `
        可以提前报吗 月底前能不能先报 下个月的能先报了吗 过了截止还能报吗 超期了还能补吗 以前漏的能补报吗
        可以一次补好几个月吗 忘了报怎么办 去年的还能报吗 补报算数吗 逾期以后系统还收不收
        到了截止日系统会不会自动关掉 截止以后通道还开着吗 过期了是不是就报不进去了 截止过了补交行吗
        之前落下的月份，现在还让补吗 四月份那期没交，还补得上吗，有没有规定 能不能把几个月的一起补上
        数据还没到月底，可以先报个数吗 提早报可不可以 没到期的月份能不能先填好 去年的数今年能改吗
        只收今年的数吗`,
  },
  {
    name: '迟报和未报',
    says: [
      '截止日期以后才第一次报的算迟报，一直没报的算未报；被退回以后没有重报的也算未报。',
      `迟报、未报、被退回、报后更正的${LEVEL.county}，在通报的“数据报送情况”里列名。`,
      `除此以外系统不扣分、不处罚；怎么处理由${LEVEL.whole}协调员决定，这里没有规定。`,
    ],
    asked: `
        报晚了会怎样 迟报有什么后果 晚报会不会通报批评 不报会怎么样 迟报扣分吗 逾期有没有处罚 什么样算迟报
        怎么算按时 晚了一天算不算迟报 会不会影响考核 会点名吗 被退回再报算不算迟 没报会不会被点名
        迟到的会记下来吗 晚交一天会有什么影响 超过时间才交的，会记成迟报吗 要是一直不交，最后会怎么处理
        迟了几个小时也算迟吗 迟报会影响年底考核吗 逾期几次会被通报 晚报要不要写检讨
        没按时报会不会在文件里点我们县的名 超时没交的后果严重吗 报得晚算不算我们工作没做好，有规定没
        如果5号没来得及，6号交会怎样 迟报是按第一次交的时间还是按改过的时间 退回来重新交，时间按哪次算
        什么情况会被认定为迟报 迟报和漏报有什么差别 准时的标准是什么 通报里会写我们迟报吗`,
  },
  {
    name: '零报告',
    says: [
      '本期没有进展的，报“本月无新增”，这就是零报告，算已报。',
      '零报告只用于累计类指标，比率类指标必须报数值。',
      '没有报的不当作0。',
    ],
    asked: `
        没有新增还要报吗 这个月没进展用不用报 零报告算不算报了 零报告和没报一样吗 可以不报吗没有变化
        没有数字怎么报 什么是零报告 比率能报零吗 没报是不是当0算 数字没变也要报吗 零报告是不是也算完成上报
        没动静的月份可以不理它吗 没有新的是不是就不用交了 报零和不报有啥不同 比率类的能不能报无新增
        不报会当成零处理吗`,
  },
  {
    name: '没确认的草稿',
    says: ['卡片上写“还没有记录”的是草稿，点“确认”或者回复“确认”才算报；草稿不会自动提交，不算已报。'],
    asked: `
        写好了没点确认算报了吗 没确认的会不会自动提交 草稿算不算报了 草稿会自己交上去吗 没点确认怎么算
        存着没交算不算迟报 怎样才算报成功 怎么知道报上了没有 还没有记录是什么意思`,
  },
  {
    name: '单位和小数',
    says: ({ plan }) => [
      '面积、能耗类指标必须写单位，写常用单位的自动换算。',
      `按${counted(plan.indicators)}计数的必须是整数。`,
      '累计数不能比上一期小，也不能是负数；比率类指标可以是负数。',
    ],
    asked: `
        单位要不要写 报亩还是万亩 用公顷可以吗 能报小数吗 半家怎么报 累计能不能比上个月小 累计变小了怎么办
        能报负数吗 单位写错了会怎样 数比上期少了能报吗 数比上月少，系统收不收 累计数能往下减吗
        企业又复产了，累计能不能减掉 负的可以报吗 小数点后要几位，有要求没 0.5家这种能填吗
        面积一定要带单位吗 写平方公里你们认不认，还是必须万平方米 单位不写会怎么样 亩和万亩会自动换吗`,
  },
]
