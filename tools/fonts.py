"""Build the small fonts shipped for the pdf writer from free fonts that Debian packages.

Usage: `python tools/fonts.py FOLDER_WITH_SOURCES`, with fontTools installed. The sources are the files of the packages
fonts-noto-cjk and fonts-lxgw-wenkai; all are under the SIL Open Font License 1.1. Each font is cut to the characters of
GB 2312, its punctuation, and rare characters common in Chinese names of persons and places, and renamed, because the
licence reserves the original names for unmodified fonts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).parent.parent / "src/gongkai/formats/write/assets/fonts"
RARE = (
    "喆堃玥珺彧赟芃鋆昇昉晞晙曈曌烜炆炘煊煜燊珅珮珩琎琤瑀瑄瑆璟璠瓒甯皞眭砀祎禛秭竑筠箓粿糍絜綦綮"
    "翀翛翯脩芮茝荭菀菁萱蒗蒽蔺藁蘅虓蜑蝮衎衡衢裎覃訢訾諲諴谌赉轶逄逯邕邗邛邠郄郇郓郗鄀鄌鄞鄠酆醴釜"
    "鎏钊钰钲铖铦铮锜锟锳镕镛镠镡镥闵闿阇陉隗雒雩霈霁韫韬頔顼颋飏飚馡骉骧鲃鲅鲡鳀鳉麴黾鼐龑龢龚"
    "仝伋伲佀侗俍俣倓偲傒僮僖凇刘劭勍勰卲厓吉呙咘哿唛嗻嘏嘉圩圪坭坜坨坉垌垚垟垡垵垴埌埏埕埗埚埠埭埼堌堎堨塆塍塱墈墩墉"
    "奀奡妤妲姒姝姵娅娉娴婳媞嫄嫚嬿孖孚宓寮屲岀岙岘岚岜峁峂峒峛峣崀崂崃崆崚崟崧崮崴嵊嵎嵖嵛嵫嶂嶝巉巘庹廋弄弢彀彧徕忞忻恁恂恽悛惇惺愔慜憬懋戬扆抃拃挹捭掇揆揭搴撖擀攸敉敔斌斐旃旸旻昀昕昫昰昶晁晔晗晟晢晸暐暕暾曜朊杲枞枧枳枸柘柚栱栾桠桷梃梓梽棂棣椐椤楙楠楫楯榕榇榛榫榭樊樨橦橼檀檵欤欣殳毌毓毖氘汜汭沁沅沄沕沚沣沨泃泖泓泗泚泠泫泷泸泾洄洎洑洙洧洢洣洨洭洮洵洹浈浉浐浔浕浚浛浠浡浥浬涑涔涘涞涢涪淄淅淇淏淝淞淠淯淼渌渑渟渥湉湍湑湓湛湜湟湫湲溆溇溧溱溴溵滁滇滏滘滠滢滦滪滹漯漳漷潆潇潋潏潢潦潩潭潴潼澂澄澍澎澧澴澹濂濉濛濠濡濮瀍瀔瀛瀵瀹灏灞"
)


class Recipe(NamedTuple):
    """One shipped font: its family name, the file it is cut from, and the face in a collection."""

    family: str
    source: str
    face: str | None


RECIPES = (
    Recipe("Gongkai Song", "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    Recipe("Gongkai Title", "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
    Recipe("Gongkai Hei", "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    Recipe("Gongkai Kai", "LXGWWenKai-Regular.ttf", None),
)


def characters() -> set[int]:
    """Return the code points kept: GB 2312 with its symbols, ASCII, Latin-1, and the rare characters."""
    kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | {ord(char) for char in RARE}
    kept |= {ord(char) for char in "—–‘’“”…·•‰′″※℃№〇〔〕【】《》〈〉「」『』〖〗￥€①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            kept |= {ord(char) for char in bytes((high, low)).decode("gb2312", "ignore")}
    return kept


def opened(source: Path, face: str | None) -> TTFont:
    """Open `source`, choosing the face called `face` where it is a collection."""
    if face is None:
        return TTFont(source)
    for number in range(64):
        font = TTFont(source, fontNumber=number)
        if font["name"].getDebugName(1) == face:
            return font
    raise SystemExit(f"{source}: no face {face}")


def renamed(font: TTFont, family: str) -> None:
    """Give `font` the name `family`, keeping its copyright and licence entries, and weight 400."""
    names: Any = font["name"]
    compact = family.replace(" ", "")
    names.names = [entry for entry in names.names if entry.nameID in (0, 13, 14)]
    for number, text in ((1, family), (2, "Regular"), (4, family), (5, "Version 1.000"), (6, f"{compact}-Regular")):
        names.setName(text, number, 3, 1, 0x409)
    metrics: Any = font["OS/2"]
    metrics.usWeightClass = 400
    metrics.fsSelection = 0x40
    font["head"].macStyle = 0
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"{compact}-Regular"]
        top = cff.topDictIndex[0]
        top.FullName = top.FamilyName = family


def main(folder: Path) -> None:
    """Cut every font of `RECIPES` out of `folder` into the assets."""
    options = Options()
    options.layout_features = []  # the SC faces have the right glyphs without `locl`
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT"]
    ASSETS.mkdir(parents=True, exist_ok=True)
    for family, source, face in RECIPES:
        font = opened(next(folder.rglob(source)), face)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters())
        subsetter.subset(font)
        renamed(font, family)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        ending = "otf" if "CFF " in font else "ttf"
        target = ASSETS / f"{family.replace(' ', '')}-Regular.{ending}"
        font.save(target)
        sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
