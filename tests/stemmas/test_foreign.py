"""A translation met by names, numbers and order, with no model."""

from newstemma.model import Report
from newstemma.stemmas import trace
from newstemma.stemmas.foreign import foreign_likeness

ENGLISH = """A cargo barge struck the Orlen bridge at Kaldrup shortly before dawn on Monday.
Engineer Hanne Ruud closed all four lanes to lorries and buses.
The barge Merete carried 900 tonnes of gravel from the Sorrin quarries.
Its pilot, a man of 54, was treated at the Kaldrup infirmary.
Commuters queued for two hours at the Lindow ferry instead."""

ROMANIAN = """O barjă de marfă a lovit podul Orlen din Kaldrup luni, puțin înainte de zori.
Ingineră șefă Hanne Ruud a închis toate cele patru benzi pentru camioane și autobuze.
Barja Merete transporta 900 de tone de pietriș din carierele Sorrin.
Pilotul, un bărbat de 54 de ani, a fost tratat la spitalul din Kaldrup.
Navetiștii au așteptat două ore la feribotul Lindow."""

OTHER = """Negustorii din piața Kaldrup spun că închiderea va ruina târgul de primăvară.
Vânzătoarea Brita Holm a numărat unsprezece clienți până la prânz, față de șaizeci de obicei.
Consiliul orașului discută astăzi despre despăgubiri.
Elevii au mers acasă pe jos după ce autobuzul școlar s-a întors."""


def report(id, text, language):
    return Report(id, text, language=language)


def test_a_translation_answers_its_original_and_another_report_does_not():
    own = foreign_likeness(report("a", ENGLISH, "en"), report("b", ROMANIAN, "ro"))
    other = foreign_likeness(report("a", ENGLISH, "en"), report("c", OTHER, "ro"))
    assert own > 0.2
    assert other < 0.06


def test_sides_change_nothing():
    one, other = report("a", ENGLISH, "en"), report("b", ROMANIAN, "ro")
    assert abs(foreign_likeness(one, other) - foreign_likeness(other, one)) < 1e-9


def test_an_empty_text_is_like_nothing():
    assert foreign_likeness(report("a", "", "en"), report("b", ROMANIAN, "ro")) == 0.0


def test_original_and_translation_are_one_source_and_another_report_its_own():
    stemma = trace(
        [report("a", ENGLISH, "en"), report("b", ROMANIAN, "ro"), report("c", OTHER, "ro")]
    )
    assert stemma.independent.likely == 2
    assert [o.witnesses[:2] for o in stemma.origins] == [("a", "b"), ("c",)]


def test_letters_nobody_shares_leave_the_pair_undetermined():
    japanese = report("j", "月曜の未明、貨物船が橋に衝突した。\n四車線が閉鎖された。", "ja")
    count = trace([report("a", ENGLISH, "en"), japanese]).independent
    assert (count.low, count.high) == (1, 2)
