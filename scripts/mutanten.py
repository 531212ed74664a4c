"""Mutants of the calculation: mutmut makes them, this runs the tests against each and keeps its verdict.

mutmut's own runner starts pytest anew for each mutant and runs the tests in any order: nine hours for this package.
Here one session collects the tests, each mutant is a fork of it, and the tests that killed the neighbours go first.

    make mutants                       all that have no verdict yet
    make mutants MUTANTS=overlevers    those that no test noticed, once more
    make mutants MUTANTS="--steekproef 200 --zaad 1"    a random draw of those that the type checker lets through
    .data/mutants/bin/mutmut show <name>
"""

import argparse
import functools
import gc
import importlib
import itertools
import multiprocessing
import os
import random
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import inf, sqrt
from pathlib import Path
from typing import Any, cast

import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.mutation import trampoline
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.file_mutation import MutatedMethodsCollector, group_by_path
from mutmut.state import state
from mutmut.stats import load_stats
from mutmut.type_checking import run_type_checker
from mutmut.utils.file_utils import change_cwd
from mutmut.utils.format_utils import get_mutant_name, mangled_name_from_mutant_name

# The numbers are mutmut's own.
GEDOOD, OVERLEEFT, GEEN_TEST, TYPEFOUT, TE_LANG, VERDACHT = 1, 0, 33, 37, 36, 35
NAMEN = {
    GEDOOD: "gedood",
    TYPEFOUT: "typefout",
    TE_LANG: "te lang",
    OVERLEEFT: "overleeft",
    GEEN_TEST: "geen test",
    VERDACHT: "niet gelukt",
}
SECONDEN = 120  # of processor time for all tests of one mutant
EERSTE_RONDE = 4.0  # seconds of tests; who survives those meets all others in a second round
functies: list[tuple[str, dict[str, Any]]] = []  # module, and the versions of one function


def wrap_in_trampoline(versies: dict[str, Any], is_classmethod: bool = False) -> Any:
    """In place of mutmut's own, which reads the environment at each call: here a mutant takes the original's place."""

    def decorate(functie: Any) -> Any:
        functies.append((functie.__module__, versies))

        @functools.wraps(functie)
        def roep_aan(*args: Any, **kwargs: Any) -> Any:
            versie = versies["_mutmut_orig"]
            if is_classmethod:
                return getattr(args[0], versie.__name__)(*args[1:], **kwargs)
            return versie(*args, **kwargs)

        return roep_aan

    return decorate


def activate(mutant: str) -> None:
    module, _, naam = mutant.rpartition(".")
    versies = next(v for m, v in functies if m == module and naam in v)
    versies["_mutmut_orig"] = versies[naam]
    for geladen in [m for n, m in sys.modules.items() if n.startswith("rekenregels.")]:
        for ding in vars(geladen).values():
            if hasattr(ding, "cache_clear"):
                ding.cache_clear()


def first_failure(items: list[pytest.Item]) -> str:
    """The name of the first test that fails, or nothing."""
    for item, volgende in zip(items, [*items[1:], None], strict=True):
        if any(verslag.failed for verslag in runtestprotocol(item, log=False, nextitem=volgende)):
            return item.nodeid
    return ""


class Mutantenloop:
    """A pytest plugin: in place of running the tests once, run them in a fork per mutant."""

    def __init__(self, mutanten: dict[str, SourceFileMutationData], aantal: int, hoogstens: float) -> None:
        self.mutanten, self.aantal, self.hoogstens = mutanten, aantal, hoogstens
        self.bezig: dict[int, tuple[str, int]] = {}  # process: mutant, pipe with the test that killed it
        self.raak: defaultdict[str, Counter[str]] = defaultdict(Counter)  # function: test: mutants killed
        self.tel: Counter[int] = Counter()
        self.scherm = os.fdopen(os.dup(1), "w")  # pytest catches what is printed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for module in {mutant.rpartition(".")[0] for mutant in self.mutanten}:
            importlib.import_module(module)  # also those that are imported inside a function
        gc.freeze()
        for mutant in self.mutanten:
            while len(self.bezig) >= self.aantal:
                self._wait()
            self._start(mutant, [items[test] for test in self._tests(mutant) if test in items])
        while self.bezig:
            self._wait()
        return True

    def _tests(self, mutant: str) -> list[str]:
        """Those that reach the function: what killed its other mutants first, then the quick ones."""
        functie = mangled_name_from_mutant_name(mutant)
        raak, duur = self.raak[functie], state().duration_by_test
        tests = state().tests_by_mangled_function_name.get(functie, set())
        op_volgorde = sorted(tests, key=lambda test: (-raak[test], duur.get(test, 0), test))
        eerder = itertools.accumulate((duur.get(test, 0) for test in op_volgorde), initial=0.0)
        return [
            test for test, som in zip(op_volgorde, eerder, strict=False) if som < self.hoogstens or raak[test]
        ]

    def _start(self, mutant: str, items: list[pytest.Item]) -> None:
        if not items:
            return self._note(mutant, GEEN_TEST)
        lees, schrijf = os.pipe()
        pid = os.fork()
        if pid:
            os.close(schrijf)
            self.bezig[pid] = (mutant, lees)
            return None
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDEN, SECONDEN + 1))
            activate(mutant)
            gedood_door = first_failure(items)
            os.write(schrijf, gedood_door.encode())
            os._exit(GEDOOD if gedood_door else OVERLEEFT)
        finally:
            os._exit(VERDACHT)

    def _wait(self) -> None:
        pid, status = os.wait()
        mutant, lees = self.bezig.pop(pid)
        test = os.read(lees, 4096).decode()
        os.close(lees)
        if test:
            self.raak[mangled_name_from_mutant_name(mutant)][test] += 1
        te_lang = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
        self._note(mutant, TE_LANG if te_lang else os.WEXITSTATUS(status) if os.WIFEXITED(status) else GEDOOD)

    def _note(self, mutant: str, uitslag: int) -> None:
        self.tel[uitslag] += 1
        bestand = self.mutanten[mutant]
        bestand.exit_code_by_key[mutant] = uitslag
        if uitslag in (OVERLEEFT, GEEN_TEST, VERDACHT) or sum(self.tel.values()) % 50 == 0:
            bestand.save()
            stand = f"{sum(self.tel.values())} van {len(self.mutanten)}: {tellingen(self.tel)}"
            print(f"\r{stand}", end="", file=self.scherm, flush=True)


def tellingen(tel: Counter[int]) -> str:
    return ", ".join(f"{tel[uitslag]} {naam}" for uitslag, naam in NAMEN.items() if tel[uitslag])


def make_mutants(processen: int) -> None:
    """Write the mutated copy, sort out what the type checker refuses, see which test reaches which function."""
    trampoline.set_mutant_under_test("mutant_generation")
    Path("mutants/mutmut-stats.json").unlink(missing_ok=True)
    Path("mutants").mkdir(exist_ok=True)
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(processen)
    typefouten = find_typefouten()
    for bestand in {id(b): b for b in read_verdicts().values()}.values():
        for mutant in bestand.exit_code_by_key:
            if mutant in typefouten:
                bestand.exit_code_by_key[mutant] = TYPEFOUT
        bestand.save()
    mutmut.collect_or_load_stats(mutmut.get_mutant_runner(1))


def find_typefouten() -> set[str]:
    """The mutants that the type checker refuses. What it says of another line is noise of the mutated copy."""
    with change_cwd(Path("mutants")):
        per_pad = group_by_path(run_type_checker(config().type_check_command))
        return {mutant for pad, fouten in per_pad.items() for mutant in _mutants_at(pad, fouten)}


def _mutants_at(pad: Path, fouten: list[Any]) -> Iterator[str]:
    zoeker = MutatedMethodsCollector(pad)
    cst.MetadataWrapper(cst.parse_module(pad.read_text(encoding="utf-8"))).visit(zoeker)
    for mutant in zoeker.found_mutants:
        if any(mutant.line_number_start <= fout.line_number <= mutant.line_number_end for fout in fouten):
            yield get_mutant_name(pad.relative_to(Path().absolute()), mutant.function_name)


def read_verdicts() -> dict[str, SourceFileMutationData]:
    mutanten: dict[str, SourceFileMutationData] = {}
    for pad in mutmut.walk_mutatable_files():
        bestand = SourceFileMutationData(path=pad)
        bestand.load()
        bestand.meta_path = bestand.meta_path.absolute()
        mutanten |= dict.fromkeys(bestand.exit_code_by_key, bestand)
    return mutanten


def draw(mutanten: Iterable[str], aantal: int, zaad: int) -> list[str]:
    """The same seed and the same mutants give the same draw, in the same order: what was judged when it is stopped is a draw too."""
    namen = sorted(mutanten)
    toeval = random.Random(zaad)  # noqa: S311 - a draw that can be made again
    return toeval.sample(namen, min(aantal, len(namen)))


def interval(gedood: int, aantal: int) -> tuple[float, float]:
    """Between which shares the share of all mutants lies, with 95 % certainty (Wilson)."""
    z, deel = 1.96, gedood / aantal
    heel, midden = 1 + z * z / aantal, deel + z * z / (2 * aantal)
    breed = z * sqrt((deel * (1 - deel) + z * z / (4 * aantal)) / aantal)
    return (midden - breed) / heel, (midden + breed) / heel


def report(mutanten: dict[str, SourceFileMutationData]) -> None:
    uitslagen = {m: b.exit_code_by_key[m] for m, b in mutanten.items() if b.exit_code_by_key[m] is not None}
    if not uitslagen:
        sys.exit("Van de getrokken mutanten is er geen beoordeeld.")
    gedood = sum(uitslag in (GEDOOD, TE_LANG) for uitslag in uitslagen.values())
    laag, hoog = interval(gedood, len(uitslagen))
    print(f"\nsteekproef: {gedood} van {len(uitslagen)} gedood; van alle mutanten {laag:.1%} tot {hoog:.1%}")
    print("\n".join(m for m, uitslag in uitslagen.items() if uitslag not in (GEDOOD, TE_LANG)))


def read_opties() -> argparse.Namespace:
    opties = argparse.ArgumentParser(description=__doc__)
    opties.add_argument("welke", nargs="?", choices=["overlevers"], help="alleen wat geen test merkte")
    opties.add_argument("--steekproef", type=int, default=0, metavar="AANTAL")
    opties.add_argument("--zaad", type=int, default=1)
    opties.add_argument("--processen", type=int, default=os.cpu_count() or 1)
    return opties.parse_args()


def main(opties: argparse.Namespace) -> None:
    maken = multiprocessing.Process(
        target=make_mutants, args=(opties.processen,)
    )  # its memory would be copied with every fork
    maken.start()
    maken.join()
    if maken.exitcode:
        sys.exit("De mutanten zijn niet gemaakt: zonder mutant moeten alle tests slagen.")
    load_stats()
    mutmut.setup_source_paths()
    alle = choose(read_verdicts(), opties)
    judge(alle, opties)
    for bestand in {id(b): b for b in alle.values()}.values():
        bestand.save()
    if opties.steekproef:
        report(alle)
    else:
        print(f"\nalle mutanten: {tellingen(Counter(b.exit_code_by_key[m] or 0 for m, b in alle.items()))}")


def choose(
    alle: dict[str, SourceFileMutationData], opties: argparse.Namespace
) -> dict[str, SourceFileMutationData]:
    """All of them, or the draw among those that the type checker lets through."""
    if not opties.steekproef:
        return alle
    te_trekken = (m for m, b in alle.items() if b.exit_code_by_key[m] != TYPEFOUT)
    return {m: alle[m] for m in draw(te_trekken, opties.steekproef, opties.zaad)}


def judge(alle: dict[str, SourceFileMutationData], opties: argparse.Namespace) -> None:
    """Let the tests find those without a verdict; of survivors and of a draw, with all tests."""
    grondig = bool(opties.welke or opties.steekproef)
    opnieuw = (None, OVERLEEFT, GEEN_TEST, VERDACHT) if grondig else (None,)
    te_doen = {m: bestand for m, bestand in alle.items() if bestand.exit_code_by_key[m] in opnieuw}
    argumenten = [
        "-q",
        "--tb=native",
        *config().pytest_add_cli_args,
        *config().pytest_add_cli_args_test_selection,
    ]
    trampoline.set_mutant_under_test("")
    cast(Any, trampoline).wrap_in_trampoline = wrap_in_trampoline
    os.chdir("mutants")
    loop = Mutantenloop(te_doen, opties.processen, inf if grondig else EERSTE_RONDE)
    pytest.main(argumenten, plugins=[loop])
    os.chdir("..")


if __name__ == "__main__":
    main(read_opties())
