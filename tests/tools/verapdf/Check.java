import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks files against profiles: `Check ua1,2a FILE...` prints one line for each pair and one for each rule broken. */
public class Check {
    private static final int FAILURES_SHOWN = 100;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (int i = 1; i < arguments.length; i++) {
            for (String profile : arguments[0].split(",")) {
                sound &= check(arguments[i], PDFAFlavour.fromString(profile));
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean check(String file, PDFAFlavour profile) {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, profile);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, FAILURES_SHOWN, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s checks=%d %s%n",
                    result.isCompliant() ? "PASS" : "FAIL", profile.getId(), result.getTotalAssertions(), file);
            print(result);
            return result.isCompliant();
        } catch (Exception fault) {
            System.out.printf("ERROR %s %s %s%n", profile.getId(), file, fault);
            return false;
        }
    }

    /** Prints each rule that the file breaks once, with the first place. */
    private static void print(ValidationResult result) {
        TreeMap<String, String> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.putIfAbsent(
                        assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber(),
                        assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        broken.forEach((rule, words) -> System.out.println("   " + rule + " " + words));
    }
}
