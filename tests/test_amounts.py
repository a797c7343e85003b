"""Doses as written: an amount, what it is multiplied by, and per what."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regimens.amounts import Amount, Basis, Cap, Per, Unit, WrittenDose, amount
from regimens.errors import DefinitionError, QuantityError
from regimens.sources import Source

_SOURCE = Source(
    title="A paper", identifier="doi:1", locator="Table 1", checked_on=date(2026, 1, 5)
)
_LIKE = "write it as in 400 mg/m², 16 mg/kg, 40 mg or AUC 5"


def _refusal(given_: object, where: str = "") -> str:
    with pytest.raises(QuantityError) as caught:
        amount(given_, where=where)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value", "basis", "shown"),
    [
        ("400 mg/m²", "400", Basis.SURFACE, "400 mg/m²"),
        ("400 mg/m2", "400", Basis.SURFACE, "400 mg/m²"),
        ("400 mg/m^2", "400", Basis.SURFACE, "400 mg/m²"),
        ("400mg/m**2", "400", Basis.SURFACE, "400 mg/m²"),
        ("1.30 mg/m²", "1.3", Basis.SURFACE, "1.3 mg/m²"),
        ("2 g/m²", "2000", Basis.SURFACE, "2000 mg/m²"),
        ("16 mg/kg", "16", Basis.WEIGHT, "16 mg/kg"),
        ("5 mcg/kg", "0.005", Basis.WEIGHT, "0.005 mg/kg"),
        ("40 mg", "40", Basis.FLAT, "40 mg"),
        ("1 g", "1000", Basis.FLAT, "1000 mg"),
        ("500 \u00b5g", "0.5", Basis.FLAT, "0.5 mg"),
        ("500 \u03bcg", "0.5", Basis.FLAT, "0.5 mg"),
        ("AUC 5", "5", Basis.AUC, "AUC 5"),
        (" AUC 4.5 ", "4.5", Basis.AUC, "AUC 4.5"),
    ],
)
def test_amount_is_read_with_its_basis(text: str, value: str, basis: Basis, shown: str) -> None:
    """What is multiplied by is part of the type, and every mass is kept in milligrams."""
    read = amount(text)
    assert read == Amount(Decimal(value), basis)
    assert str(read) == shown


def test_amounts_of_different_bases_differ() -> None:
    """16 mg, 16 mg/kg and 16 mg/m² are three amounts, though the number is one."""
    assert len({amount("16 mg"), amount("16 mg/kg"), amount("16 mg/m²"), amount("AUC 16")}) == 4


@pytest.mark.parametrize(
    "text",
    [
        "400 Mg/m²", "400 MG/m²", "400 mg/M²", "400 mg/m³", "400 mg/m", "400 mg/", "400 mg//m²",
        "400 /m²", "400 mg/kg/m²", "16 mg/KG", "16 mg/lb", "16 mg/kg + 5",
        "5 U/m²", "5 units", "5 kg", "5 mL", "5 AUC", "5 mg·min/mL",
    ],
)  # fmt: skip
def test_what_is_no_written_dose_is_refused(text: str) -> None:
    """A mega, a wrong basis, an expression or units without a drug is not guessed at."""
    assert _refusal(text, "dose") == f"dose: {text!r} is not a written dose; {_LIKE}"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("1,5 mg/m²", "'1,5 mg/m²' has a comma; write a decimal point, as in 1.5 mg/m²"),
        ("400", "'400' has no unit; add the unit, as in 400 mg/m²"),
        (
            400,
            "400 is a bare number without a unit; write the number with its unit as text, as in "
            '"400 mg/m²"',
        ),
        (
            None,
            'nothing is not a quantity; write the number with its unit as text, as in "400 mg/m²"',
        ),
        ("0 mg", "'0 mg' is no dose; omit the dose instead of giving 0"),
        ("0.00 mg/m²", "'0.00 mg/m²' is no dose; omit the dose instead of giving 0"),
        ("AUC 0", "'AUC 0' is no dose; omit the dose instead of giving 0"),
    ],
)
def test_refusal_quotes_what_was_written_and_names_the_mend(given_: Any, message: str) -> None:
    """A comma, a missing unit, a bare number and a dose of nothing each name what to do."""
    assert _refusal(given_) == message


@pytest.mark.parametrize(
    "text",
    [
        "-40 mg", "+40 mg", "4e2 mg/m²", "NaN mg", "inf mg", "9**9**9 mg", "10**3 mg", "40-50 mg",
        "", "mg", "AUC", "10³ mg", "4² mg/m²",
    ],
)  # fmt: skip
def test_number_that_is_not_plain_is_refused(text: str) -> None:
    """A sign, an exponent, NaN, a power, a superscript or a range is no plain number."""
    assert "is not a number with a unit; write a plain number and a unit" in _refusal(text)


@pytest.mark.parametrize(
    "text", ["AUC 1,5", "AUC five", "AUC -5", "AUC  5", "AUC 5e0", "AUC NaN", "AUC 5²", "AUC 5mg"]
)
def test_refusal_of_an_area_quotes_what_was_written(text: str) -> None:
    """An area under the curve without a plain number is refused in the words that were written."""
    assert _refusal(text, "dose").startswith(f"dose: {text!r} ")


@pytest.mark.parametrize(
    ("text", "daily"),
    [
        ("400 mg/m²/d", "400 mg/m²"),
        ("400.0 mg/m2/day", "400 mg/m²"),
        ("16 mg/kg/day", "16 mg/kg"),
        ("40 mg/day", "40 mg"),
    ],
)
def test_dose_of_a_day_is_written_without_the_day(text: str, daily: str) -> None:
    """What older papers write is refused with what to write instead: it may mean a split dose."""
    assert _refusal(text, "dose") == (
        f"dose: {text!r} is not a written dose; write a dose of one day as {daily}; in a "
        'protocol, "per" and "times" say into how many it is split'
    )


def test_refusal_of_an_area_or_of_cells_names_the_mend() -> None:
    """A comma is told from what is no number at all."""
    comma = "dose: 'AUC 1,5' has a comma; write a decimal point, as in AUC 1.5"
    assert _refusal("AUC 1,5", "dose") == comma
    assert _refusal("AUC five", "dose") == f"dose: 'AUC five' is not a written dose; {_LIKE}"
    assert (
        _refusal("x ×10⁶ cells", "dose") == f"dose: 'x ×10⁶ cells' is not a written dose; {_LIKE}"
    )


def _read(text: str) -> Amount | QuantityError:
    try:
        return amount(text)
    except QuantityError as error:
        return error


_NEARLY = st.text(alphabet="0123456789.,+-*/^e \u00b5\u03bcmgkcAUC²³\n", max_size=24)


@settings(deadline=timedelta(seconds=2))
@given(st.text() | _NEARLY)
@example("AUC " + "9" * 1_000_000)
@example("x" * 1_000_000)
def test_any_text_is_an_amount_or_a_quantity_error(text: str) -> None:
    """What is read is the very number, in mg, for the basis that stands there; else a refusal."""
    read = _read(text)
    if isinstance(read, QuantityError):
        assert len(str(read).splitlines()) == 1
        assert len(str(read)) < 300
        return
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    area = re.fullmatch(r"AUC ([0-9]+(?:\.[0-9]+)?)", spaced)
    if area is not None:
        assert read == Amount(Decimal(area[1]), Basis.AUC)
        return
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *([^/]+)(/.+)?", spaced)
    assert found is not None
    value = Decimal(found[1]) * {"mg": 1, "g": 1000}.get(found[2], Decimal("0.001"))
    assert found[2] in {"mg", "g", "mcg", "\u00b5g", "\u03bcg"}
    assert found[3] in {None, "/kg", "/m2", "/m²", "/m^2", "/m**2"}
    bases = {None: Basis.FLAT, "/kg": Basis.WEIGHT}
    assert read == Amount(value, bases.get(found[3], Basis.SURFACE))


@given(
    st.integers(min_value=1, max_value=10**12 - 1),
    st.integers(min_value=0, max_value=6),
    st.sampled_from(Basis),
)
def test_amount_is_read_back_from_what_it_prints(digits: int, places: int, basis: Basis) -> None:
    """The printed amount is the amount: text out and in changes nothing."""
    written = Amount(Decimal(digits).scaleb(-places), basis)
    assert amount(str(written)) == written


def test_ambient_context_does_not_change_an_amount() -> None:
    """A program that works with three digits reads the same amount."""
    with localcontext(Context(prec=3)):
        read = [amount("1234.5 mg"), amount("1.2345 g/m²"), amount("AUC 1.2345")]
    assert [str(one) for one in read] == ["1234.5 mg", "1234.5 mg/m²", "AUC 1.2345"]


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "sNaN", "Infinity", "-Infinity"])
def test_amount_that_is_not_above_0_is_refused(value: str) -> None:
    """An amount, a cap and nothing else than a number above 0 can be built."""
    with pytest.raises(DefinitionError) as caught:
        Amount(Decimal(value), Basis.FLAT)
    assert str(caught.value) == f"amount: an amount of {value}; state an amount above 0"
    with pytest.raises(DefinitionError) as caught:
        Cap(value=Decimal(value), source=_SOURCE)
    assert str(caught.value) == f"cap: a cap of {value}; state one above 0"


def test_cap_prints_its_scope() -> None:
    """A cap says whether it is for one administration or for the day."""
    assert str(Cap(value=Decimal("2.0"), source=_SOURCE)) == "2 mg per administration"
    assert str(Cap(value=Decimal(90), per=Per.DAY, source=_SOURCE)) == "90 mg per day"


@pytest.mark.parametrize("value", ["0", "-1.8", "NaN", "Infinity"])
def test_surface_cap_that_is_not_above_0_is_refused(value: str) -> None:
    """Nobody is dosed on a body surface of nothing, less or no number."""
    with pytest.raises(DefinitionError):
        WrittenDose(amount=amount("45 mg/m²"), surface_cap=Decimal(value), source=_SOURCE)


def test_surface_cap_of_a_dose_that_is_not_per_surface_is_refused() -> None:
    """A flat dose and one by weight have no body surface to cap."""
    for text in ("40 mg", "16 mg/kg", "AUC 5"):
        with pytest.raises(DefinitionError) as caught:
            WrittenDose(amount=amount(text), surface_cap=Decimal(2), source=_SOURCE)
        assert str(caught.value) == (
            f"{text}: a body surface of at most 2 m² for {text}; "
            "leave surface_cap out, or state the dose per m²"
        )
    dose = WrittenDose(amount=amount("45 mg/m²"), surface_cap=Decimal(2), source=_SOURCE)
    assert dose.surface_cap == 2


@pytest.mark.parametrize(
    ("times", "shown"),
    [(0, "0"), (-2, "-2"), (True, "true"), (2.0, "2.0"), ("2", "'2'"), (None, "nothing")],
)
def test_less_than_one_administration_a_day_is_refused(times: Any, shown: str) -> None:
    """A dose is given at least once on its day, and a whole number of times."""
    with pytest.raises(DefinitionError) as caught:
        WrittenDose(amount=amount("45 mg/m²"), per=Per.DAY, times=times, source=_SOURCE)
    assert str(caught.value) == f"45 mg/m²: {shown} administrations a day; state 1 or more"


@pytest.mark.parametrize("lower", ["51 mg", "40 mg/m²", "40 mg/kg", "AUC 4", "40 ×10⁶ cells"])
def test_range_that_falls_or_changes_its_basis_is_refused(lower: str) -> None:
    """The lower end is not above the upper one, and is counted alike."""
    with pytest.raises(DefinitionError) as caught:
        WrittenDose(amount=amount("50 mg"), at_least=amount(lower), source=_SOURCE)
    assert str(caught.value) == (
        f"50 mg: a range from {lower} to 50 mg; state the lower end first, on the same basis"
    )
    assert caught.value.at == "at_least"


@pytest.mark.parametrize("lower", ["0.5 mg", "40 mg", "50 mg"])
def test_range_that_rises_is_planned_at_its_upper_end(lower: str) -> None:
    """A range may be as narrow as one number."""
    dose = WrittenDose(amount=amount("50 mg"), at_least=amount(lower), source=_SOURCE)
    assert str(dose) == f"{lower.removesuffix(' mg')}–50 mg"
    assert dose.of_a_day == 50


def test_cap_of_another_unit_is_refused() -> None:
    """Cells are not capped in milligrams, nor milligrams in cells."""
    cap = Cap(value=Decimal(2), source=_SOURCE)
    with pytest.raises(DefinitionError, match="state both in one unit"):
        WrittenDose(amount=amount("300 ×10⁶ cells"), cap=cap, source=_SOURCE)
    assert WrittenDose(amount=amount("1.4 mg/m²"), cap=cap, source=_SOURCE).cap == cap


def test_cap_may_be_small_but_no_area() -> None:
    """A milligram and half of one can be the most that is given; an area under the curve cannot."""
    assert str(Cap(value=Decimal(1), source=_SOURCE)) == "1 mg per administration"
    assert str(Cap(value=Decimal("0.5"), source=_SOURCE)) == "0.5 mg per administration"
    with pytest.raises(DefinitionError, match="cap: a cap of an AUC; state it in mg"):
        Cap(value=Decimal(5), basis=Basis.AUC, source=_SOURCE)


@pytest.mark.parametrize(
    ("per", "times", "day"), [(Per.DAY, 1, 45), (Per.DAY, 2, 45), (Per.ADMINISTRATION, 2, 90)]
)
def test_amount_of_a_day(per: Per, times: int, day: int) -> None:
    """A day's amount is not multiplied by its administrations; an administration's is."""
    dose = WrittenDose(amount=amount("45 mg/m²"), per=per, times=times, source=_SOURCE)
    assert dose.of_a_day == day


@pytest.mark.parametrize(
    ("per", "times", "text"),
    [
        (Per.ADMINISTRATION, 1, "45 mg/m²"),
        (Per.ADMINISTRATION, 2, "45 mg/m²"),
        (Per.DAY, 1, "45 mg/m²"),
        (Per.DAY, 2, "45 mg/m²/day"),
    ],
)
def test_written_dose_prints_what_it_is_per(per: Per, times: int, text: str) -> None:
    """A day's amount that is divided says so, so that nobody reads it as one administration's."""
    dose = WrittenDose(amount=amount("45 mg/m²"), per=per, times=times, source=_SOURCE)
    assert str(dose) == text


def test_amount_of_more_digits_than_a_text_may_have_is_refused() -> None:
    """10⁹ g are 10¹² mg, of 13 digits; a definition with them could not be read again."""
    assert str(amount("999999999 g/m2")) == "999999999000 mg/m²"
    assert _refusal("1000000000 g/m2", "dose") == (
        "dose: '1000000000 g/m2' has more digits, converted, than can be written down again; "
        "round it as it was measured"
    )


@pytest.mark.parametrize("value", [5, 5.0, True, "5", None])
def test_amount_that_is_no_decimal_is_refused(value: Any) -> None:
    """A float is rarely the number that was typed; all else would fail later, and less plainly."""
    for name, build in (
        ("an amount", lambda: Amount(value, Basis.FLAT)),
        ("a cap", lambda: Cap(value=value, source=_SOURCE)),
    ):
        with pytest.raises(DefinitionError) as caught:
            build()
        said = "true" if value is True else "nothing" if value is None else repr(value)
        assert str(caught.value) == (
            f"{name.split()[-1]}: {name} of {said}, which is no decimal; "
            'write a Decimal of text, as in Decimal("1.3")'
        )
        assert caught.value.at == "value"


@pytest.mark.parametrize(
    ("basis", "said"), [(Basis.SURFACE, "per m²"), (Basis.AUC, "by an area under the curve")]
)
def test_cells_are_counted_for_a_dose_or_per_kg(basis: Basis, said: str) -> None:
    """No text writes them otherwise, so a definition with them could not be read again."""
    with pytest.raises(DefinitionError) as caught:
        Amount(Decimal(5), basis, Unit.CELLS)
    assert str(caught.value) == f"amount: cells {said}; count cells for a dose, or per kg"
    for counted in (Basis.FLAT, Basis.WEIGHT):
        assert amount(str(Amount(Decimal(5), counted, Unit.CELLS))).basis is counted


def test_cap_of_cells_per_surface_is_refused() -> None:
    """As an amount of them is."""
    with pytest.raises(DefinitionError) as caught:
        Cap(value=Decimal(5), basis=Basis.SURFACE, unit=Unit.CELLS, source=_SOURCE)
    assert str(caught.value) == "cap: cells per m²; count cells for a dose, or per kg"
