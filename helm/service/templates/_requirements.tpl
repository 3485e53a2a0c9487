{{/* What a schema cannot say. Each refusal is one sentence that names the value and the cure. */}}
{{- define "service.requirements" -}}
{{- include "service.requirements.replicas" . -}}
{{- include "service.requirements.secrets" . -}}
{{- include "service.requirements.configuration" . -}}
{{- include "service.requirements.routes" . -}}
{{- end -}}

{{- define "service.requirements.replicas" -}}
{{- $many := or (gt (int .Values.replicas) 1) .Values.autoscaling.enabled -}}
{{- with include "service.single" . -}}
{{- if $many -}}
{{- fail (printf "%s: set replicas to 1 and leave autoscaling off, because %s." $.Chart.Name .) -}}
{{- end -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.min) (int .Values.autoscaling.max) -}}
{{- fail (printf "%s: autoscaling.min (%d) is more than autoscaling.max (%d); swap them." .Chart.Name (int .Values.autoscaling.min) (int .Values.autoscaling.max)) -}}
{{- end -}}
{{- if and .Values.storage.persistent $many -}}
{{- fail (printf "%s: storage.persistent is one volume for one pod; set replicas to 1 and leave autoscaling off, or set storage.persistent to false." .Chart.Name) -}}
{{- end -}}
{{- end -}}

{{- define "service.requirements.secrets" -}}
{{- with .Values.datasource -}}
{{- if not .secret.name -}}
{{- fail (printf "%s: set datasource.secret.name to the Secret that holds the database user and password." $.Chart.Name) -}}
{{- end -}}
{{- if not .host -}}
{{- fail (printf "%s: set datasource.host to the host name of Postgres." $.Chart.Name) -}}
{{- end -}}
{{- end -}}
{{- with .Values.redis -}}
{{- if not .secret.name -}}
{{- fail (printf "%s: set redis.secret.name to the Secret that holds the Redis address, such as redis://:password@host:6379." $.Chart.Name) -}}
{{- end -}}
{{- end -}}
{{- if not .Values.keys.secret.name -}}
{{- fail (printf "%s: set keys.secret.name to the Secret that holds the cursor key, at least 32 characters." .Chart.Name) -}}
{{- end -}}
{{- end -}}

{{- define "service.requirements.configuration" -}}
{{- range $key, $value := .Values.configuration -}}
{{- if regexMatch "(?i)(passwords?|secrets?|tokens?|api-keys?|cursor-key)$" $key -}}
{{- fail (printf "%s: configuration.%s looks like a secret and would lie readable in a ConfigMap; give it through secrets instead." $.Chart.Name $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "service.requirements.routes" -}}
{{- $routes := .Values.routes | default dict -}}
{{- if and $routes.origins $routes.file -}}
{{- fail (printf "%s: routes.origins and routes.file are two ways to say the same; set one of them." .Chart.Name) -}}
{{- end -}}
{{- end -}}
