/** What an office asks of everything, and nobody could read in full: by whom each is asked back which part is meant. */
import type { Role } from '../../src/office/person.ts'

export const ASKERS: readonly Role[] = ['official', 'provincial-coordinator', 'city-coordinator', 'contact']
const NOBODY: readonly Role[] = []
/** A coordinator’s own city is no more than can be told. */
const BEYOND_A_CITY: readonly Role[] = ['official', 'provincial-coordinator', 'contact']

export const QUESTIONS: Readonly<Record<string, readonly Role[]>> = {
  '全省哪些县修正过？': NOBODY,
  哪些县被退回过: NOBODY,
  今年各县什么时候审核通过的: NOBODY,
  '哪些地方还欠、交得晚、修正过？': BEYOND_A_CITY,
  哪些县还没报: NOBODY,
  '12月12日前谁没报过': NOBODY,
  全省为什么被退回: NOBODY,
  '全省13项指标逐项：各县完成率、排名、缺口、预计年底能否完成、上月增量、三季度增量、上半年增量，各市汇总对比': ASKERS,
  各县上半年增量: BEYOND_A_CITY,
  哪些从没退回过: NOBODY,
  '各县上半年增量？哪些从没退回过？哪些县哪些指标年底完不成？': BEYOND_A_CITY,
  全省各县各项指标逐月累计: ASKERS,
  各县各项指标一到十一月每个月的新增: BEYOND_A_CITY,
  各县今年每个月报了几项: NOBODY,
  全年各县每月各指标谁报的: BEYOND_A_CITY,
  各县每期什么时候报的: BEYOND_A_CITY,
  今年各县各指标的审核状态: BEYOND_A_CITY,
  各县一季度二季度三季度各指标增量: BEYOND_A_CITY,
  哪些县各项指标每期都按时报了: BEYOND_A_CITY,
  各县各项全年预计: BEYOND_A_CITY,
  哪些县哪些指标年底完不成: BEYOND_A_CITY,
  全省各项指标年底能完成吗: NOBODY,
  全省各项指标逐月走势: NOBODY,
  全省各项指标上半年增量: NOBODY,
  各市上半年增量: NOBODY,
  各县排名: NOBODY,
  各县逐月完成率: BEYOND_A_CITY,
  今年哪些县迟报过: NOBODY,
  哪些县每个月都按时报齐: BEYOND_A_CITY,
  今年哪些县哪些指标连续三个月没增长: NOBODY,
  全省哪些县哪些指标连续三个月亮红灯: NOBODY,
  各县僵尸企业上半年增量: NOBODY,
  各县僵尸企业逐月: NOBODY,
  全省报多少才能亮绿灯: NOBODY,
  长兴县要报多少才能进前三: NOBODY,
  今年一共上报了多少次: NOBODY,
  谁迟报过两次以上: NOBODY,
  今年一共更正了多少次: NOBODY,
  湖州市各县上半年增量: NOBODY,
  哪些县从没更正过: NOBODY,
}
