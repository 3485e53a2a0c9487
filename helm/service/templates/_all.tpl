{{/* All objects of one service, each in its own document; the values were found fit first. */}}
{{- define "service.all" -}}
{{- include "service.requirements" . -}}
{{- range list "serviceaccount" "configuration" "routes" "storage" "workload" "services" "autoscaler" "disruption" "networkpolicy" "monitor" }}
{{- with include (printf "service.%s" .) $ | trim }}
---
{{ trimPrefix "---" . | trim }}
{{- end }}
{{- end }}
{{- end -}}
