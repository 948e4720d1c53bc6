<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.head msg("gatehouseAdmin_page_" + textKey + "_title") + " \x2013 Gatehouse"/>
<body>
<main id="main">
<h1>${msg("gatehouseAdmin_page_" + textKey + "_title")}</h1>
<p>${msg("gatehouseAdmin_page_" + textKey, argument)}</p>
<p class="buttons"><a class="button primary" href="${signIn}">${msg("gatehouseAdmin_page_signIn")}</a>
<a class="button" href="${console}">${msg("gatehouseAdmin_page_console")}</a></p>
</main>
</body>
</html>
