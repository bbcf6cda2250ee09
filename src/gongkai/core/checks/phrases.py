"""The wording by which texts of reports speak of the cells, as patterns over cleaned sentences.

A pattern of many named alternatives begins with the characters that they may begin with, which is much faster.
`left` patterns end where the number begins. They prefer saying nothing to a false alarm: whatever is about other
matters, other years, other offices, one channel or one season is named here too, so that it can be left out.
"""

from __future__ import annotations

import re

_NOUN = r"(?:申请公开(?:的)?(?:政府|政务)?信息|依申请(?:公开)?(?:政府|政务)?(?:信息)?(?:公开)?(?:申请)?|申请)"
_COUNT = r"(?:事项|公开|件|书|的|方面|情况)*(?:数量|总数|总量|件数|量|数)?(?:共计|合计|总计|总共|累计|共)?(?:分别)?(?:为|是|达到|达|有)?:?$"
_VERB = r"(?:新收|收到|受理|接收|接到|收悉|新增|登记)"

NEW_LEFT = re.compile(rf"(?:新收|新增)(?:到|的)?[^,;:]{{0,30}}?(?:{_NOUN}{_COUNT}|(?:共计|共)?$)")
RECEIVED_LEFT = re.compile(rf"{_VERB}(?P<middle>[^,;:]{{0,40}}?){_NOUN}{_COUNT}")
RECEIVED_AFTER = re.compile(
    rf"(?:信息公开申请|依申请公开|公开申请)[^,;:]{{0,12}}?{_VERB}(?:了|到)?(?:数量|数)?(?:共计|共)?(?:为)?$"
)
RECEIVED_BARE = re.compile(rf"{_VERB}(?:了|到)?(?:各类)?(?:共计|合计|共)?$")
HANDLED_LEFT = re.compile(rf"(?:办理|处理)(?:了)?(?P<middle>[^,;:]{{0,20}}?){_NOUN}{_COUNT}")
NOUN_LEFT = re.compile(rf"(?:政府信息公开申请|信息公开申请|依申请公开申请|依申请公开){_COUNT}")
APPLIED_LEFT = re.compile(rf"依申请公开(?:的)?(?:政府|政务)?信息{_COUNT}")
APPLIED_NONE = re.compile(rf"依申请公开(?:的)?(?:政府|政务)?(?:信息)?{_COUNT}")
UNITLESS = re.compile(
    r"(?:申请|公开|受理|收到|新收|复议|诉讼)(?:(?:案件|事项|的)*(?:数量|件数|总数|总量|数|量)(?:共计|共|均|都)*(?:为|是|达|:)+\d+|(?:均|都)为0)(?=$|[,;])"
)
NOUN_RIGHT = re.compile(r"(?:的)?(?:有效|政府|政务|信息|公开|依法|公民|群众|各类)*(?:申请|依申请公开)(?!人)")
STOP_RIGHT = re.compile(r"$|[,;:()、]")
LIST_RIGHT = re.compile(r"(?:、|和|及)[^,;]{0,8}申请(?:\d|[一二两三四五六七八九十])")

BROUGHT_LEFT = re.compile(
    r"(?:(?:上|去|前)一?年(?:度)?(?:未办结|未办理完毕)?(?:结转|转结|转入|接转|遗留|延续)|(?P<year>20\d\d)年(?:度)?(?:未办结)?(?:结转|转入|遗留)"
    r"|结转(?:自)?(?:上|去)一?年(?:度)?)(?:至|到|入)?(?:本年|今年|20\d\d年)?(?:度)?(?:继续)?(?:办理)?(?:的)?"
    r"(?:政府信息|信息)?(?:公开)?(?:申请)?(?:共计|共|有|为|数量)*:?$"
)
CARRIED_LEFT = re.compile(
    r"(?:(?:结转|转入|转至|转到|转|顺延)(?:至|到|入)?(?:下|次|明)一?年(?:度)?|结转(?:至|到|入)?(?P<year>20\d\d)年(?:度)?)"
    r"(?:继续)?(?:办理|答复|处理)?(?:的)?(?:政府信息|信息)?(?:公开)?(?:申请)?(?:共计|共|有|为|数量)*:?$"
)
IN_BRACKETS = re.compile(r"\([^()]*$")

SETTLED_LEFT = re.compile(
    r"(?P<verb>办结|办理完毕|办理完成|办复|处理完毕|答复|回复)(?:了|完毕|依申请公开|政府信息公开|信息公开|公开申请|申请人|申请|数量|总数|件数|共计|合计|数|共|为|:)*$"
)
SETTLED_PART = re.compile(r"按时|按期|如期|延期|逾期|到期|限内|当场|当日|提前|公开$|不予|同意|部分|应|未|率|累计")

FAMILY = re.compile(
    r"(?=[部予同不全无其])(?:(?P<partly>部分公开|部分予以公开|予以部分公开|同意部分公开)|(?P<withheld>不予公开|不同意公开)"
    r"|(?P<disclosed>予以公开|同意公开|全部公开)|(?P<unavailable>无法提供)|(?P<declined>不予处理)|(?P<otherwise>其他处理))"
)
OUTCOME_TAIL = re.compile(r"^(?:政府信息|答复|申请|处理|信息|情形|情况|决定|的|类|共计|共|有|为|数|量|:|\"|”|“|\))*$")
LEAVES = (
    ("withheld_state_secret", "国家秘密"),
    ("withheld_by_law", "法律行政法规禁止公开|法律、行政法规禁止公开"),
    ("withheld_security_stability", "三安全一稳定"),
    ("withheld_third_party", "第三方合法权益"),
    ("withheld_internal_affairs", "内部事务(?:性)?信息"),
    ("withheld_process", "过程性信息"),
    ("withheld_enforcement_file", "行政执法案卷(?:信息)?"),
    ("withheld_administrative_query", "行政查询事项"),
    ("unavailable_not_held", "不掌握(?:相关)?(?:政府)?信息|信息不存在"),
    ("unavailable_to_be_created", "没有现成信息(?:需要另行制作)?|需要?另行制作"),
    ("unavailable_still_unclear", "补正后(?:申请内容)?仍不明确"),
    ("declined_petition", "信访举报投诉类|信访、举报、投诉类"),
    ("declined_duplicate", "重复申请"),
    ("declined_publication", "(?:要求)?提供公开出版物"),
    ("declined_excessive", "大量反复(?:申请)?"),
    ("declined_reissue", "确认或(?:者)?重新出具(?:已获取信息)?"),
    ("otherwise_not_rectified", "逾期不补正"),
    ("otherwise_fee_unpaid", "逾期未(?:按[^,;]{0,8})?缴(?:纳)?费(?:用)?"),
)
_LEAF_WORDS = "|".join(f"(?P<{key}>{words})" for key, words in LEAVES)
LEAF = re.compile(f"(?=[国法三第内过行不信没需补重要提大确逾])(?:{_LEAF_WORDS})")

APPLICANT = re.compile(
    r"(?=[法自公商科社])(?:(?P<organizations>法人(?:或者|或|和|以及|及|与|、)*其[他它]组织)|(?P<natural_person>自然人|公民个人)|(?P<business>商业企业)"
    r"|(?P<research>科研机构)|(?P<public_interest>社会公益组织)|(?P<legal_services>法律服务机构))"
)
EVERYBODY = re.compile(r"(?:公民|自然人|个人|群众)(?:个人)?(?:、|和|及|与|或者|或|以及)*(?:法人|企业|组织|单位)")
APPLICANT_TAIL = re.compile(r"^(?:政府信息公开|信息公开|公开|申请人|申请|提出|提交|的|类|共计|共|有|为|数|量|:)*$")

REMEDY = re.compile(
    r"(?P<direct>未经(?:行政)?复议(?:而|就)?(?:直接)?(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<after>(?:经(?:行政)?)?复议后(?:再|又)?(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<reconsideration>行政复议|复议)|(?P<litigation>行政诉讼|行政应诉|诉讼)"
)
RESULT = re.compile(
    r"(?P<overturned>纠正|纠错|败诉|撤销|确认违法|责令)|(?P<pending>尚未审结|未审结|尚未办结|未结|审理中|正在审理|在审)"
    r"|(?P<upheld>维持)|(?P<otherwise>其他结果)|(?P<closed>审结|办结|结案)"
)
REMEDY_OTHER = re.compile(
    r"驳回|撤回|终止|调解|和解|胜诉|不予受理|二审|一审|上诉|再审|新收|新增|新发生|答复|代理|率|当年|出庭|意见书|建议书|培训|决定书|制度|法"
)
OTHERS_REMEDY = re.compile(r"(?:受理|审理|办理|收到|承办|代理|审结)[^,;]{0,10}(?:复议|诉讼|应诉)")

DOCUMENT = re.compile(r"(?P<normative_documents>规范性文件)|(?P<government_rules>规章)(?!制度)")
ISSUED = re.compile(r"制发|制定|出台|新制")
REPEALED = re.compile(r"废止|宣布失效")
IN_FORCE = re.compile(r"现行有效|继续有效")
DOCUMENT_OTHER = re.compile(
    r"修改|修订|清理|审查|备案|公开|发布|解读|审核|评估|公布|参与|起草|转发|征求|目录|其中|建议"
)
DOCUMENT_TAIL = re.compile(
    r"^(?:[市省县区]政府|行政|部门|的|了|及|和|规章|规范性文件|废止|现行有效|制发|数量|件数|共计|共|为|有|:|,|、)*$"
)
DOCUMENT_RIGHT = re.compile(
    r"(?:政府|市政府|部门)?(?:行政)?(?P<normative_documents>规范性文件)|(?:政府)?(?P<government_rules>规章)(?!制度)"
)

DECISION = re.compile(r"行政(?P<kind>许可|处罚|强制)(?:处理)?(?:决定)?(?:书)?(?:共计|共|为|:)*$")
DECISION_RIGHT = re.compile(r"行政(?P<kind>许可|处罚|强制)(?:处理)?(?:决定)?")
DECISION_KIND = {"许可": "licenses", "处罚": "penalties", "强制": "compulsions"}
DECISION_OTHER = re.compile(r"公开|公示|发布|上网|双公示|录入|归集|公告|报送|信息\d|网站")
FEE = re.compile(r"信息(?:公开)?处理费[^,;:]{0,10}$")
CHARGES = re.compile(r"行政事业性收费[^,;]{0,8}$")
SHARE = re.compile(
    r"^[(,]?(?:约)?(?:占比|占)?(?:全部|申请|办结|办理|答复|总数|总量|总|比例|比重|的|比|数|量|件|为|约|达)*$"
)

OTHER_MATTER = re.compile(
    r"12345|热线|问政|留言|信访|咨询|建议|提案|议案|投诉|举报|来信|来电|来访|工单|诉求|许可|登记|救助|补贴|仲裁|裁决|专利|商标|援助|调解|认定"
    r"|办件|审批|培训|信箱|公文|属性|审查|检查|补正|延期|第三方|撤回|案件|事故|警情|复议|诉讼|更正|举报|转办|转送"
)
CHANNEL = re.compile(
    r"网站|网上|网络|线上|在线|平台|信函|信件|邮寄|邮政|快递|传真|邮件|邮箱|当面|现场|窗口|书面|纸质|口头|电话|微信|渠道|方式|途径|系统|门户|线下"
)
ALL_CHANNELS = re.compile(r"等[^,;]{0,8}(?:渠道|方式|途径|形式|平台)|各(?:种|类)?(?:渠道|方式|途径)|线上线下")
PART_OF_YEAR = re.compile(r"上半年|下半年|季度|\d月份|截至(?!20\d\d年12月|12月)")
COMPARED = re.compile(
    r"(?:增加|减少|增长|下降|上升|提高|降低|净增|多|少|同比[^,;]{0,6}|环比[^,;]{0,6})(?:了|约|为|达|至|到)?$"
)
LAST_YEAR = re.compile(
    r"(?:上|去|前)一?年(?:度)?(?:同期)?(?!度?(?:未办结|未办理完毕)?(?:结转|转结|转入|接转|遗留|延续))|同期|往年|历年|近[两三四五\d]年|以来"
)
YEAR = re.compile(r"(?P<number>20\d\d)年|今年|本年")
OTHERS = re.compile(
    r"各级|各县|各区|各部门|各单位|各街|各镇|各乡|各科|各股|各处|各地|下属|所属|直属|系统|本级|办公厅|办公室|部门|街道办|乡镇|镇街|其他单位"
)
WHOLE_PLACE = re.compile(r"全(?:省|市|区|县|州|镇|乡|街道|盟|旗)")
GOVERNMENT = re.compile(r"(?:人民政府|政府|省|市|区|县|州|镇|乡|街道办事处|街道|管理委员会|管委会)$")

TOPIC = re.compile(r"^[(（]?(?:[一二三四五六七八九十]+|\d+)(?:[)）、.]|是).{0,12}?依申请|^依申请公开")
HEADING = re.compile(r"^(?:[(（](?:[一二三四五六七八九十]+|\d+)[)）]|[一二三四五六七八九十]+、)")
ABOUT_DISCLOSURE = re.compile(r"信息公开|依申请|公开申请|政务公开|公开工作")
APPLICATIONS = re.compile(r"申请")
ABOUT_APPLICATIONS = re.compile(r"信息公开申请|依申请|公开申请|申请公开|申请信息公开")

RELEVANT = (
    "申请", "办结", "办理完", "办复", "处理完", "答复", "回复", "结转", "转入", "转结", "转至", "转到", "转下", "遗留", "延续", "顺延", "复议", "诉讼",
    "应诉", "文件", "规章", "行政许可", "行政处罚", "行政强制", "处理费", "收费", "予以公开", "同意公开", "全部公开", "部分公开", "不予", "无法提供",
    "其他处理", "收到", "受理", "新收", "自然人", "其他组织", "商业企业", "科研机构", "公益组织", "法律服务机构",
)  # fmt: skip
NEGATION = re.compile(r"未(?!经|审结|办结|结)|无(?!法|正当|理|偿|障碍|锡|效)|没有(?!现成)|零(?=申请|受理)")

NONE_RECEIVED = re.compile(
    r"(?:未|没有|没|无)(?:有)?(?:收到|接到|接收到?|收悉|受理|产生|发生|出现)(?:过|到|任何|有关|关于)*(?P<middle>[^,;:]{0,40}?)(?:依申请公开|申请)"
    r"(?!人|表|行政|复议|诉讼|法院)(?:公开)?(?:政府信息|信息)?(?:的)?(?:事项|案件|情况|情形|事件|件)?(?:的)?(?:情况|情形)?(?=$|[,;、)。])"
)
NONE_NOUN = re.compile(
    r"(?:无|没有)(?:有关|任何)?(?P<middle>[^,;:]{0,16}?)(?:依申请公开|信息公开申请|公开申请)(?:事项|情况|案件|件|的情况)?(?=$|[,;)])|依申请公开(?:政府信息)?(?:情况)?:无(?=$|[,;])|零申请"
)
NONE_ASKED = re.compile(
    r"(?:无|没有|未有|尚无)(?P<middle>(?:任何|其[他它]|组织|自然|个人|公民|法人|单位|企业|群众|社会公众|人|、|和|及|或者|或|与)+)(?:向[^,;:]{1,10})?(?:提出|提交)?"
    r"(?:依法)?(?:申请公开(?:政府|政务)?信息|申请(?:政府|政务)?信息公开|(?:政府|政务)?信息公开申请|依申请公开|公开申请)(?=$|[,;)])"
)
_OWN = (
    r"^(?:\([一二三四五六]\)|[一二三四五六]是)?(?:20\d\d年(?:度)?|今年|本年度?|全年|我[局委办镇街厅]|本机关|共|[、,])*"
)
_REMEDIES = r"(?:(?:行政)?(?:复议|诉讼)(?:、|和|及|与|或|,|被|申请|提起)*)+"
NONE_REMEDY_ALONE = re.compile(
    rf"{_OWN}(?:没有|未|无)(?:有|发生|产生|出现|收到)?(?:被|申请|提起|引起|引发)*{_REMEDIES}(?:案件|事项|的|情况|情形)*(?=$|[,;])"
    rf"|{_OWN}{_REMEDIES}(?:案件|事项|的|情况|:|均|都)*(?:未发生|没有发生|没有|为零|无)(?=$|[,;])"
)
REMEDY_ALONE = re.compile(
    rf"{_OWN}(?:(?:发生|产生|引起|引发|被申请|被提起|提起|申请)?{_REMEDIES}(?:案件|案)?(?:数量|数)?(?:共计|共|均|为|有)*(?:\d+[件宗起例][,;、]?|$))+$"
)
OTHER_WORK = re.compile(r"处罚|许可|强制|执法|征收|裁决|信访|审批|依法行政|法治")
OUTCOME_ALONE = re.compile(r"^(?:其中)?[,:]?(?:共|有)?$")
NO_APPLICATION = re.compile(r"文件|决定|结果|公示|名单|目录")
NONE_REMEDY = re.compile(r"(?:未|没有|无)(?!经|法|审结)(?P<clause>[^,;:]*?(?:复议|诉讼|应诉)[^,;:]*)")
NONE_REMEDY_AFTER = re.compile(
    r"(?P<clause>(?:行政)?(?:复议|诉讼)[^,;:]{0,16}?)(?:均|都|的|情况|案件|:)*(?:未发生|为零|没有发生|无|没有)(?=$|[,;])"
)
NONE_CARRIED = re.compile(
    r"(?:无|没有|未)(?:有)?(?:申请)?(?:结转|转)(?:至|到|入)?(?:下|次)一?年|(?:无|没有)(?:下|次)一?年(?:度)?结转"
    r"|(?:办结|完毕|完成|办复)[^;:\d]{0,6}(?:无|没有)结转(?:的)?(?:申请|事项|情况|件)*(?=$|[,;)])"
)
NONE_BROUGHT = re.compile(r"(?:无|没有)(?:上|去)一?年(?:度)?(?:结转|遗留)")
NONE_ISSUED = re.compile(r"(?:未|没有)(?:制发|制定|出台|新制定?)(?P<middle>[^,;]{0,10}?)(?:规范性文件)(?=$|[,;、])")
ALL_SETTLED = re.compile(
    r"(?:全部|均已|均|都已|已全部)(?:按时|按期|依法|及时|予以)?(?:办结|办理完毕|办理完成|处理完毕|办复)(?!率)|办结率(?:为|达到|达|均为)?:?100%"
)
DUE_ONLY = re.compile(r"到期|应办结|应答复|期限内|已受理")
CARRIED_ANY = re.compile(r"结转(?:至|到|入)?(?:下|次|明)|顺延|转入下|尚未办结|在办")
DOCUMENT_BETWEEN = re.compile(
    r"^(?:制发|制定|出台|新制|废止|宣布失效|失效|现行有效|继续有效|[市省县区州]?(?:人民)?政府|及|和|其|办公厅|办公室|本机关|本局|我局|印发|并|行政|部门|了|的"
    r"|规章|规范性文件|、|,|数量|\(|\)|共|有|各类)*$"
)
PUBLISHED = re.compile(r"公开|发布|印发|公布")
DOCUMENT_END = re.compile(r"(?:规范性文件|规章)(?:共计|共|为)*$")
COUNTING = re.compile(r"[0-9未无没零]|[一二两三四五六七八九十百千〇](?:件|宗|起|例|份|个|项)|全部|均已")
LEGAL = re.compile(r"司法|法制|法院|检察")
OFFICE = re.compile(r"政府办公[厅室]")
NARROW = re.compile(r"结转|网|企业|组织|法人|口头|境外|港澳台|媒体|记者|逾期|有效|重复|延期|补正|撤")
FEE_ITEM = re.compile(r"项目|标准|减免|降低|其中|取消")
OTHER_RIGHT = re.compile(r"[^,;:、()]{0,6}(?:建议|提案|咨询|留言|来信|工单|诉求|问题|投诉|信件)")
HANDLED_BARE = re.compile(r"(?:办理|处理)(?:了)?(?:共计|共)?$")
NOT_A_CASE = re.compile(r"维持|答复|应诉率|出庭|履行|制度|培训|意见|建议|机制|法|率")
