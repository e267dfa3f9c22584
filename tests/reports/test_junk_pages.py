"""Pages of extracted text from many outlets' habits, written by hand: what is body, what is not.

Each case is a page as lines marked by hand: `>` body, `#` the title, `-` to be removed.
All outlets, people and events are invented.
"""

import pytest

from newstemma.model import Page, Report
from newstemma.reports import clean

LEAD = "The harbour of Port Sarn was closed on Tuesday after a crane fell on barges, the port said."
NEXT = "Nobody was hurt, and the port hopes to reopen the eastern basin by Friday evening."
LAST = (
    "“We were lucky that it was lunch time,” harbour master Ilka Brandt told reporters at the quay."
)

CASES = {
    "metering box at the end": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
> {LAST}
- You have read 3 of your 5 free articles this month.
- Already a subscriber? Log in
- Subscribe now for 1 mark a week
- Cancel anytime.
""",
    "member box with bullets": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
- Sign in to unlock member-only benefits!
-   • Read ten stories a month
-   • Save what you like
- Sign in
""",
    "masthead date and bars": """
- | 6 June 2031, Friday |
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
-   • Norvik Press Agency
""",
    "byline, date and reading time": """
# Crane falls on two barges in Port Sarn
- By Ana Brel and Jon Abel
- Published 4 May 2031, 10:15 am
- 3 min read
> {LEAD}
> {LAST}
""",
    "breadcrumbs and share row on top": """
- Home > News > Coast
# Crane falls on two barges in Port Sarn
- Share Tweet Print Email
- Listen to this article
> {LEAD}
> {NEXT}
""",
    "deck above the date line": """
# Crane falls on two barges in Port Sarn
- Port authority speaks of luck as the crew was at lunch when the mast broke.
- May 4, 2031 09:12 am | Updated 11:40 am - Port Sarn
> {LEAD}
> {NEXT}
""",
    "deck that repeats a quote": """
# Crane falls on two barges in Port Sarn
- “We were lucky that it was lunch time,” Ilka Brandt told reporters.
> {LEAD}
> {NEXT}
> {LAST}
""",
    "caption printed twice": """
# Crane falls on two barges in Port Sarn
- The fallen crane lies across two barges in Port Sarn on May 4, 2031.
- The fallen crane lies across two barges in Port Sarn on May 4, 2031. | Photo Credit: NPA
> {LEAD}
> {LAST}
""",
    "posed caption": """
# Crane falls on two barges in Port Sarn
- Harbour master Ilka Brandt, right, points at the fallen crane beside Mayor Oto Renn.
> {LEAD}
> {NEXT}
""",
    "comment section with rules": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
> {LAST}
- Comments
- Please keep comments civil and on topic.
- Be the first to comment
- oldsailor44: About time somebody looked at those cranes.
""",
    "author bio after the source": """
> {LEAD}
> {NEXT}
- ____
- Source: Veldt Courier
- Tilda Moss is a talented writer. Currently working at 99 news pot, she brings readers joy.
""",
    "bio of a reporter": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {LAST}
- Ana Brel is a senior reporter covering ports and shipping. Reach her at abrel@veldt.example.
""",
    "live text pointer": """
> {LEAD}
> {NEXT}
- - Follow the latest from the harbour LIVETEXT on veldtcourier.example
- Source: Veldt Courier
""",
    "newsletter offer in the middle": """
# Crane falls on two barges in Port Sarn
> {LEAD}
- Sign up for our morning newsletter to get the coast in your inbox.
> {NEXT}
> {LAST}
""",
    "read-more lines in the middle": """
# Crane falls on two barges in Port Sarn
> {LEAD}
- READ MORE: Harbour strike enters its third week
> {NEXT}
- Also read | The last crane driver of Sarn
> {LAST}
""",
    "advertisement marks": """
# Crane falls on two barges in Port Sarn
> {LEAD}
- ADVERTISEMENT
> {NEXT}
- Story continues below
> {LAST}
- Advertisement
""",
    "related list": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {LAST}
- Related articles
- Two barges sink off Cape Orm
- Why cranes fall: a short history
- Sarn port chief under fire
""",
    "most read without a head we know": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {LAST}
- Top News Today
- Herring season opens early
- Bakers strike in Keld
""",
    "copyright and site foot": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
- © 2031 Veldt Courier Media. All rights reserved.
- Privacy policy | Terms of use | Contact us
- We use cookies to improve your experience.
""",
    "sub-heads stay in the body": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> Why the mast broke
> {NEXT}
> What happens next
> {LAST}
""",
    "syndication note": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
- (This story has not been edited by Sarn Bugle staff; it comes from a syndicated feed.)
""",
    "reporting line of an agency": """
> PORT SARN, May 4 (NPA) - {LEAD}
> {NEXT}
- (Reporting by Ana Brel; Additional reporting by Jon Abel in Keld; Editing by Tom Orr)
""",
    "tags and contact": """
# Crane falls on two barges in Port Sarn
> {LEAD}
> {NEXT}
- Tags: harbour, cranes, Port Sarn
- Have a story? Email the newsdesk at news@veldt.example
- Follow us on Telegram
""",
    "quotes about comments and letters stay": """
# Council argues over its newsletter
> The council of Keld will stop its newsletter as nobody reads it, Mayor Oto Renn said on Monday.
> “Please keep comments civil and subscribe to our newsletter while it lasts,” Renn told the hall.
> Renn, a member of the council for ten years, said all rights reserved to the town would be kept.
""",
    "Romanian": """
# Portul Sarn a fost închis după căderea unei macarale
> Portul din Sarn a fost închis marți după ce o macara a căzut peste două barje, a anunțat portul.
> Nimeni nu a fost rănit, iar portul speră să redeschidă bazinul estic până vineri seara.
- Citește și: Greva din port intră în a treia săptămână
- Sursa: Curierul de Veldt
- Articole recomandate
- Două barje s-au scufundat
""",
    "Spanish": """
# El puerto de Sarn cierra tras la caída de una grúa
> El puerto de Sarn fue cerrado el martes después de que una grúa cayera sobre dos barcazas.
> Nadie resultó herido y el puerto espera reabrir la dársena este el viernes por la tarde.
- Fuente: Correo de Veldt
- Síguenos en Telegram
- Todos los derechos reservados
""",
    "German": """
# Hafen von Sarn nach Kransturz gesperrt
> Der Hafen von Sarn ist am Dienstag gesperrt worden, nachdem ein Kran auf Kähne gestürzt war.
> Verletzt wurde niemand, und der Hafen hofft, das östliche Becken bis Freitagabend zu öffnen.
- Quelle: Veldter Kurier
- Lesen Sie auch: Der Streik im Hafen geht weiter
- Anzeige
""",
    "French": """
# Le port de Sarn fermé après la chute d’une grue
> Le port de Sarn a été fermé mardi après la chute d’une grue sur deux péniches, a dit le port.
> Personne n’a été blessé et le port espère rouvrir le bassin est d’ici vendredi soir.
- À lire aussi : La grève du port entre dans sa troisième semaine
- Partager cet article
- Tous droits réservés
""",
    "Russian": """
# Порт Сарн закрыт после падения крана
> Порт Сарн был закрыт во вторник после того, как кран упал на две баржи, сообщил порт.
> Никто не пострадал, и порт надеется открыть восточный бассейн к вечеру пятницы.
- Источник: Вельдский курьер
- Подписывайтесь на наш канал
- Читайте также: Забастовка в порту продолжается
""",
    "a list in the body stays": """
# What we know about the crane of Port Sarn
> {LEAD}
> The port named three causes it is looking at in the coming days:
> • rust in the mast of the crane
> • the storm of last week
> • a load that was too heavy
> {LAST}
""",
}  # fmt: skip


def parts(case):
    rows = [row for row in case.strip("\n").split("\n") if row.strip()]
    texts = [(row[0], row[2:].format(LEAD=LEAD, NEXT=NEXT, LAST=LAST)) for row in rows]
    return "\n\n".join(text for _, text in texts), texts


def cleaned(case):
    page, texts = parts(case)
    report = clean(Page(page, "text/plain", "case"))
    assert isinstance(report, Report)
    return report, texts


@pytest.mark.parametrize("name", CASES)
def test_body_is_kept_and_nothing_else(name):
    report, texts = cleaned(CASES[name])
    assert report.text.split("\n\n") == [text for mark, text in texts if mark == ">"]


@pytest.mark.parametrize("name", CASES)
def test_the_title_is_found(name):
    report, texts = cleaned(CASES[name])
    assert report.title == "".join(text for mark, text in texts if mark == "#")


@pytest.mark.parametrize("name", CASES)
def test_everything_else_is_in_removed_with_its_rule(name):
    report, texts = cleaned(CASES[name])
    gone = {removed.text for removed in report.removed}
    assert {text.strip() for mark, text in texts if mark == "-"} <= gone
    assert all(removed.rule and removed.reason for removed in report.removed)


@pytest.mark.parametrize("name", CASES)
def test_cleaning_again_changes_nothing(name):
    report, _ = cleaned(CASES[name])
    again = clean(Page(report.text, "text/plain", "again"))
    assert again.text == report.text


def test_a_skip_link_in_a_headline_s_form_is_no_title():
    report = clean(
        Page(
            "Skip to site index\nTractors block Kordal border road\nBy Ana Brel\nMay 4, 2031\n"
            "Farmers in Kordal have blocked the border road for days over the price of milk.\n"
            "Police in Kordal said about 400 tractors stood on the road at noon.",
            "text/plain",
            "skip.txt",
        )
    )
    assert report.title == "Tractors block Kordal border road"


@pytest.mark.parametrize(
    "bio",
    [
        "Ana Brel, a staff writer, began contributing to the paper in 2019.",
        "Ana reports on ports and rivers from Kordal. She previously covered shipping.",
    ],
)
def test_a_last_line_on_the_author_of_the_byline_goes(bio):
    report = clean(
        Page(
            "Tractors block border road\nBy Ana Brel\nMay 4, 2031\n"
            "Farmers in Kordal have blocked the border road for days over the price of milk.\n"
            f"Police in Kordal said about 400 tractors stood on the road at noon.\n{bio}",
            "text/plain",
            "bio.txt",
        )
    )
    assert bio not in report.text
    assert "tractors stood" in report.text


def test_a_headline_below_a_box_at_the_top_stays_the_title():
    report = clean(
        Page(
            "Video\nTractors block Kordal border road\nBy Ana Brel\nPublished May 4, 2031\n"
            "Farmers in Kordal have blocked the border road for days over the price of milk.\n"
            "Police in Kordal said about 400 tractors stood on the road at noon.",
            "text/plain",
            "video.txt",
        )
    )
    assert report.title == "Tractors block Kordal border road"
