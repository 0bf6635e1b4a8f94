package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones that the words of an address tell; {@code /} stands for the end of a line. */
class AddressZonesTest {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static String zones(String address, ZoneId lender) {
        return String.join(
                " ",
                AddressZones.of(address.replace('/', '\n'), lender).stream()
                        .map(ZoneId::getId)
                        .toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Jl. Sudirman 1, Jakarta Pusat, DKI Jakarta 10220 | Asia/Jakarta",
                "Jl. Veteran 3, Pontianak, Kalimantan Barat | Asia/Pontianak",
                "Jl. Tjilik Riwut 8, Palangka Raya, Kalteng 73112 | Asia/Pontianak",
                "Jl. Mulawarman 9 / Balikpapan / Kalimantan Timur 76114 / Indonesia | Asia/Makassar",
                "Jl. A. Yani 2, Banjarmasin, Prov. Kalimantan Selatan | Asia/Makassar",
                "Jl. Raya Kuta 4, Bali 80361 | Asia/Makassar",
                "Jl. Sam Ratulangi 1, Makassar 90111 | Asia/Makassar",
                "Jl. Koti 7, Jayapura, Provinsi Papua, INDONESIA | Asia/Jayapura",
                "Jl. Pattimura 7, Ambon 97124 | Asia/Jayapura",
                // the island alone
                "Desa Satu, Kalimantan | Asia/Pontianak Asia/Makassar",
                // streets are called after provinces and islands
                "Jalan Papua 12, Surabaya | ''",
                "Jalan Bali 3, Bandung, Jawa Barat | Asia/Jakarta",
                "Papua, Bandung, Jawa Barat | Asia/Jakarta",
                // name and code disagree
                "Jl. Satu 1, Bali 99111 | Asia/Jayapura Asia/Makassar",
                // tells nothing
                "Jalan 10001 | ''",
                "Jalan Mawar 5 | ''",
                "Address of client 17 | ''",
                "'' | ''",
                "', ; ,' | ''",
                "1 Main Street, Springfield, IL 62704 | Asia/Jakarta",
                "Indonesia | ''",
            })
    void shouldReadAddressesOfIndonesia(String address, String expected) {
        assertThat(zones(address, JAKARTA)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 Main Street, San Francisco, CA 94105 | America/Los_Angeles",
                "1 Main Street / San Francisco CA 94105-1234 / USA | America/Los_Angeles",
                "1 Main Street, Phoenix, Arizona | America/Phoenix America/Denver",
                "1 Main Street, Miami, FL | America/New_York America/Chicago",
                "1 Main Street, Springfield 62704, United States | America/Chicago",
                "1600 Pennsylvania Ave, Washington, DC 20500 | America/New_York",
                "1 Pike Street, Seattle, Washington | America/Los_Angeles",
                "1 King Street, Honolulu, HI 96813 | Pacific/Honolulu",
                "1 Road, Pago Pago, AS 96799 | Pacific/Honolulu Pacific/Pago_Pago",
                "1 Main Street, Boston, MA 94105 | America/Los_Angeles America/New_York",
                // soldiers are anywhere
                "PSC 1 Box 2, APO, AE 09012 | ''",
                "12345 Main Street, Anytown | ''",
                "Jl. Raya Kuta 4, Bali | ''",
            })
    void shouldReadAddressesOfTheUnitedStates(String address, String expected) {
        assertThat(zones(address, NEW_YORK)).isEqualTo(expected);
    }

    @Test
    void shouldReadNothingWhereThereIsNoTable() {
        assertThat(zones("1 High Street, Bali 80361", ZoneId.of("Europe/London")))
                .isEmpty();
    }

    @Test
    void shouldNameNoZoneThatIsNotOfTheCountryWhateverStandsThere() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder address = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                address.append(
                        random.nextInt(3) == 0
                                ? (char) random.nextInt(0x20, 0x2fff)
                                : "1,9 \nCA;".charAt(random.nextInt(8)));
            }
            assertThat(AddressZones.of(address.toString(), JAKARTA))
                    .as(address.toString())
                    .allMatch(zone -> zone.getId().startsWith("Asia/"));
        }
    }
}
