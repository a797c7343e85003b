"""How one drug's doses are made up: to a step, of whole pieces, or as the band they lie in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import field, frozen

from regimens.bands import BandTable
from regimens.decimals import EXACT, fewest_digits, plain
from regimens.drugs import Drug, Presentation, Route
from regimens.errors import DoseError
from regimens.nhs_bands import band_table
from regimens.presentations import sold_as
from regimens.rounding import FINE, AsGiven, Form, Rounding, Step, divide
from regimens.whole_pieces import WholePieces

__all__ = ["HOPA", "MadeUp", "Making", "Pieces", "making"]

_ZERO = Decimal(0)
_TENTH = Decimal("0.1")
_SIX_PERCENT = Decimal("0.06")
_MANY = 50  # tablets; more at a time is a slip in the dose or in the strengths
# Why a dose may move by 10 % to make whole vials.
HOPA = (
    "Fahrenbruch R et al. Dose rounding of biologic and cytotoxic anticancer agents: a position "
    "statement of HOPA. J Oncol Pract 2018, abstract: within 10 %"
)
_KTT22 = "NICE KTT22 Chemotherapy dose standardisation, evidence context: within 6 %"


@frozen
class Pieces:
    """A number of vials, capsules or tablets of one strength."""

    count: int
    presentation: Presentation

    def __str__(self) -> str:
        return f"{self.count} × {self.presentation}"

    @property
    def amount(self) -> Decimal:
        """What they hold, in mg."""
        return EXACT.multiply(Decimal(self.count), self.presentation.strength)


@frozen(kw_only=True)
class MadeUp:
    """A dose after its one rounding, with what it is made of.

    Args:
        dose: What is given, in mg: of a day, where the day is divided.
        parts: Of a divided day, in mg, the larger first.
        rounding: What was rounded to, in words.
        source: Where the rounding stands.
        pieces: What the dose is taken from; empty where that is not known or not asked for.
        left_over: What of it is not given, in mg.
        caution: What there is to say, as that it is far from the calculated dose; empty if nothing.
    """

    dose: Decimal
    parts: tuple[Decimal, ...]
    rounding: str
    source: str
    pieces: tuple[Pieces, ...] = ()
    left_over: Decimal = _ZERO
    caution: str = ""


@frozen(kw_only=True)
class Making:
    """How the doses of one drug by one route are made up.

    Args:
        form: What they are rounded to; None for the step.
        step: The step that they, and the parts of a day, are rounded to otherwise.
        pieces: What the drug comes in.
        bands: Its dose bands, where those are asked for.
        missing: Why the form that was asked for is not to be had; empty if it is.
        concentration: Of what is drawn up, in mg/mL, where that is known.
        concentration_source: Where that stands.

    Raises:
        DoseError: by :meth:`of`, where nothing would be left of a dose or of a part.
    """

    form: Form | None = None
    step: Step = FINE
    pieces: tuple[Presentation, ...] = field(default=())
    bands: BandTable | None = None
    missing: str = ""
    concentration: Decimal | None = None
    concentration_source: str = ""

    @classmethod
    def by(cls, rounding: Rounding) -> Making:
        """How a drug is made up of which nothing is known."""
        if isinstance(rounding, Step):
            return cls(step=rounding)
        return cls(missing="what it comes in is not known here")

    def of(
        self,
        dose: Decimal,
        cap: Decimal | None = None,
        parts: int = 1,
        each: Decimal | None = None,
    ) -> MadeUp:
        """A dose made up, never over its cap.

        Args:
            dose: The calculated dose in mg, of the day where it is divided.
            cap: The most that may be given, in mg.
            parts: How many parts it is divided into.
            each: The most of a part, in mg.

        Raises:
            DoseError: where nothing would be left, or a part would be nothing.
        """
        match self.form:
            case Form.DISPENSABLE:
                return self._swallowed(dose, cap, parts, each)
            case Form.VIALS:
                return self._vials(dose, cap, parts)
            case Form.NHS_BANDS | Form.NHS_BANDS_B:
                return self._band(dose, cap, parts)
            case _:
                return self._stepped(dose, cap, parts)

    def _stepped(self, dose: Decimal, cap: Decimal | None, parts: int, caution: str = "") -> MadeUp:
        rounded = self.step.round(dose, cap)
        if rounded <= 0:
            raise DoseError(
                f"{_six(dose)} mg rounds to 0 mg in steps of {self.step}",
                mend="use a finer rounding step",
            )
        if not caution and _far(rounded, dose, _TENTH):
            caution = f"{_change(dose, rounded, 10)}; use a finer rounding"
        return MadeUp(
            dose=rounded,
            parts=divide(rounded, parts, self.step),
            rounding=_step_text(self.step),
            source="policy",
            caution=caution,
        )

    def _swallowed(
        self, dose: Decimal, cap: Decimal | None, parts: int, each: Decimal | None
    ) -> MadeUp:
        whole = WholePieces([piece.strength for piece in self.pieces])
        below, above = whole.below(dose, parts), whole.above(dose, parts)
        over = cap is not None and above > cap
        if each is not None:
            over = over or whole.split(above, parts)[0] > each
            while below is not None and whole.split(below, parts)[0] > each:
                below = whole.before(below, parts)
        rounded = _nearest(dose, below, above, over=over)
        kinds = _kinds(self.pieces)
        if rounded is None:
            divided = f" in {parts} parts" if parts > 1 else ""
            said = f"{_six(dose)} mg{divided} cannot be made from {kinds}: left as calculated"
            return self._stepped(dose, cap, parts, caution=said)
        caution = ""
        if _far(rounded, dose, _TENTH):
            caution = _change(dose, rounded, 10)
        shares = whole.split(rounded, parts)
        taken = tuple(
            strength for share in shares for strength in whole.of(share, one_strength=True)
        )
        return MadeUp(
            dose=rounded,
            parts=shares,
            rounding=f"to whole {kinds}, half up",
            source=_sources(self.pieces),
            pieces=self._counted(taken),
            caution=caution or (f"it takes {len(taken)} pieces" if len(taken) > _MANY else ""),
        )

    def _vials(self, dose: Decimal, cap: Decimal | None, parts: int) -> MadeUp:
        whole = WholePieces([piece.strength for piece in self.pieces])
        below, above = whole.below(dose), whole.above(dose)
        rounded = _nearest(dose, below, above, over=cap is not None and above > cap)
        kinds = _kinds(self.pieces)
        if rounded is not None and not _far(rounded, dose, _TENTH):
            return MadeUp(
                dose=rounded,
                parts=divide(rounded, parts, self.step),
                rounding=f"to whole {kinds} within 10 %, half up",
                source=HOPA,
                pieces=self._counted(whole.of(rounded)),
            )
        near = above if rounded is None else rounded
        why = "more than 10 % away" if _far(near, dose, _TENTH) else "over the cap"
        said = (
            f"{_six(dose)} mg is not rounded to whole {kinds}: the nearest, {plain(near)} mg, is "
            f"{why}"
        )
        made = self._stepped(dose, cap, parts, caution=said)
        opened = whole.above(made.dose)
        return MadeUp(
            dose=made.dose,
            parts=made.parts,
            rounding=made.rounding,
            source=made.source,
            pieces=self._counted(whole.of(opened)),
            left_over=EXACT.subtract(opened, made.dose),
            caution=made.caution,
        )

    def _band(self, dose: Decimal, cap: Decimal | None, parts: int) -> MadeUp:
        assert self.bands is not None  # noqa: S101 - chosen for having them
        band = self.bands.band(dose)
        if band is None or (cap is not None and band > cap):
            why = (
                f"lies outside the bands read, {self.bands.range_text}"
                if band is None
                else f"has the band {plain(band)} mg, which is over the cap"
            )
            return self._stepped(
                dose, cap, parts, caution=f"{_six(dose)} mg is not banded: it {why}"
            )
        caution = ""
        if _far(band, dose, _SIX_PERCENT):
            caution = _change(dose, band, 6)
        column_b = self.form is Form.NHS_BANDS_B
        row = self.bands.row_text(band, column_b=column_b)
        return MadeUp(
            dose=band,
            parts=divide(band, parts, self.step),
            rounding=f"to the band of {row}, column {'B' if column_b else 'A'}",
            source=str(self.bands.source),
            caution=caution,
        )

    @property
    def tolerance_source(self) -> str:
        """Where it stands how far a rounding may change a dose."""
        return _KTT22 if self.form in (Form.NHS_BANDS, Form.NHS_BANDS_B) else HOPA

    def counted(self, amount: Decimal) -> tuple[Pieces, ...]:
        """The pieces that make an amount, as of one part of a day."""
        whole = WholePieces([piece.strength for piece in self.pieces])
        return self._counted(whole.of(amount, one_strength=True))

    def _counted(self, strengths: Sequence[Decimal]) -> tuple[Pieces, ...]:
        by_strength = {piece.strength: piece for piece in self.pieces}
        counts = Counter(strengths)
        return tuple(
            Pieces(counts[strength], by_strength[strength])
            for strength in sorted(counts, reverse=True)
        )


@lru_cache(maxsize=1024)
def making(drug: Drug, route: Route | None, rounding: Rounding) -> Making:
    """How a drug's doses by a route are made up under a policy's rounding.

    Args:
        drug: The drug; what it comes in there wins over what is known of it here.
        route: The route; None where the source states none.
        rounding: The policy's.

    >>> how = making(Drug(name="daratumumab"), Route.IV, AsGiven((Form.VIALS,)))
    >>> made = how.of(Decimal(1120))
    >>> made.dose, [str(piece) for piece in made.pieces]
    (Decimal('1100'), ['2 × vial of 400 mg', '3 × vial of 100 mg'])
    """
    known = drug.presentations or sold_as(drug.name)
    pieces = tuple(piece for piece in known if route is not None and piece.is_for(route))
    concentration, source = None, ""
    if len({piece.concentration for piece in pieces}) == 1:
        concentration, source = pieces[0].concentration, str(pieces[0].source)
    if isinstance(rounding, Step):
        return Making(step=rounding, concentration=concentration, concentration_source=source)
    form, missing = _form(drug, route, rounding, pieces)
    return Making(
        form=form,
        pieces=pieces,
        bands=band_table(drug.name),
        missing=missing,
        concentration=concentration,
        concentration_source=source,
    )


def _form(
    drug: Drug, route: Route | None, rounding: AsGiven, pieces: Sequence[Presentation]
) -> tuple[Form | None, str]:
    """The first form that the drug has by this route, or why it has none of those asked for."""
    if route is None:
        return None, "its route is not stated"
    missing = ""
    for form in rounding.forms:
        if (form is Form.DISPENSABLE) != (route is Route.PO):
            continue
        if form in (Form.NHS_BANDS, Form.NHS_BANDS_B):
            if band_table(drug.name) is not None:
                return form, ""
            missing = "no table of dose bands was read for it"
        elif not pieces:
            missing = "what it comes in is not known here"
        elif len({piece.form for piece in pieces}) > 1:
            missing = "it comes in several forms, and which is given is not stated"
        elif len({piece.concentration for piece in pieces}) > 1:
            missing = "it comes in several concentrations, which are not drawn up together"
        else:
            return form, ""
    return None, missing


def _nearest(dose: Decimal, below: Decimal | None, above: Decimal, *, over: bool) -> Decimal | None:
    """The nearer of two amounts, a half going up; the lower one where the upper is over a cap."""
    if below is None:
        near = EXACT.multiply(EXACT.subtract(above, dose), Decimal(2)) <= above
        return above if near and not over else None
    up = EXACT.subtract(above, dose) <= EXACT.subtract(dose, below)
    return above if up and not over else below


def _far(rounded: Decimal, dose: Decimal, share: Decimal) -> bool:
    return EXACT.abs(EXACT.subtract(rounded, dose)) > EXACT.multiply(dose, share)


def _change(dose: Decimal, rounded: Decimal, tolerance: int) -> str:
    change = EXACT.multiply(EXACT.abs(EXACT.subtract(rounded, dose)), Decimal(100))
    away = fewest_digits(EXACT.divide(change, dose), lambda one: one > tolerance)
    word = "more" if rounded > dose else "less"
    return (
        f"{_six(dose)} mg is rounded to {plain(rounded)} mg, {plain(away)} % {word}, beyond the "
        f"{tolerance} % allowed"
    )


@lru_cache(maxsize=64)
def _step_text(step: Step) -> str:
    return f"to {step}, half up"


def _six(dose: Decimal) -> str:
    short = EXACT.quantize(dose, Decimal("0.000001"))
    return plain(short)


def _kinds(pieces: Sequence[Presentation]) -> str:
    """The pieces in words, as in ``vials of 100 and 400 mg``."""
    *others, last = [plain(one) for one in sorted({piece.strength for piece in pieces})]
    strengths = f"{', '.join(others)} and {last}" if others else last
    return f"{pieces[0].form}s of {strengths} mg"


def _sources(pieces: Sequence[Presentation]) -> str:
    return ", ".join(dict.fromkeys(str(piece.source) for piece in pieces))
