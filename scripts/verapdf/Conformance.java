import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.TreeSet;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Says of each file whether it keeps to each profile: {@code Conformance ua1,3a FILE...}.
 *
 * <p>Exit code 0 when everything does, 1 when something does not, 2 when a file could not be read.
 */
public final class Conformance {
    private Conformance() {}

    public static void main(String[] args) {
        VeraGreenfieldFoundryProvider.initialise();
        boolean everything = true;
        try {
            for (int i = 1; i < args.length; i++) {
                for (String profile : args[0].split(",")) {
                    everything &= report(args[i], PDFAFlavour.fromString(profile));
                }
            }
        } catch (IOException | VeraPDFException problem) {
            System.err.println(problem.getMessage());
            System.exit(2);
        }
        System.exit(everything ? 0 : 1);
    }

    private static boolean report(String path, PDFAFlavour profile) throws IOException, VeraPDFException {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = foundry.createParser(file, profile)) {
            ValidationResult result = foundry.createValidator(profile, false).validate(parser);
            System.out.printf(
                    "%s %s %s (%d checks)%n",
                    path, profile.getId(), result.isCompliant() ? "PASS" : "FAIL", result.getTotalAssertions());
            brokenRules(result).forEach(rule -> System.out.println("    " + rule));
            return result.isCompliant();
        }
    }

    /** Each broken rule once, however often the file breaks it. */
    private static SortedSet<String> brokenRules(ValidationResult result) {
        SortedSet<String> rules = new TreeSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                rules.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + " " + assertion.getMessage());
            }
        }
        return rules;
    }
}
