{{/* What to do after the installation, and what will not last. */}}
{{- define "service.notes" -}}
{{- $pod := printf "deploy/%s" (include "service.fullname" .) -}}
The first start has left a one-time admin key in the pod; take it out before the pod goes:
  kubectl -n {{ .Release.Namespace }} exec {{ $pod }} -- cat /var/lib/catchwater/admin.key

{{ if include "service.filekeys" . -}}
{{- if .Values.storage.persistent -}}
Keys are kept on the volume {{ include "service.fullname" . }}-data.
{{- else -}}
WARNING: storage.persistent is false, and this service keeps its API keys in a file: every key ends with the pod, and
the next pod makes a new admin key.
{{- end -}}
{{- else -}}
Keys are kept in Postgres{{ if not .Values.storage.persistent }}, but this file goes with the pod and is not made again{{ end }}.
{{- end }}
A lost admin key is replaced (and every other admin key revoked) by one start with
  --set-string configuration.catchwater\.web\.reissue-admin-key=true
Take it out again afterwards: each further start does the same.
{{- end -}}
