package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.stack.Catchwater;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OverCatchwater
@Order(2)
class ServicePagesIT {

    @ParameterizedTest
    @ValueSource(strings = {"prices", "weather", "trading", "edge"})
    void itsPageNamesItAndLeadsToAllServices(String service, Catchwater catchwater, Tabs tabs) {
        Page page = tabs.open(catchwater.service(service));

        assertThat(page.getByRole(AriaRole.BANNER)).containsText(Pattern.compile(service, Pattern.CASE_INSENSITIVE));
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All services")))
                .hasAttribute("href", catchwater.portal().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prices", "weather", "trading", "edge"})
    void itsPageFollowsTheSystemFitsASmallScreenAndHasNoAccessibilityViolation(
            String service, Catchwater catchwater, Tabs tabs) {
        Page page = tabs.open(catchwater.service(service));

        Looks.judge(page, service);
        assertThat(new Keyboard(page).walk(20)).isNotEmpty().allMatch(Keyboard.Stop::visible);
    }
}
