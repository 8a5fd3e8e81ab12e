# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

item-unknown = Peça não encontrada
item-unknown-why = Este guarda-roupa não tem essa peça. Talvez tenha sido apagada de vez.
to-the-wardrobe = Ver o guarda-roupa
to-the-bin = Ver o lixo
item-previous = Anterior
item-next = Seguinte
item-position = { NUMBER($position) } de { NUMBER($count) }
item-download = Descarregar a foto
item-in-bin = Esta peça está no lixo.
item-in-review = À espera de revisão
item-added = { $file }, adicionada em { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-drawer = Gaveta
item-drawer-saved = Movida para outra gaveta.
item-tags = Etiquetas
item-tags-saved = Etiquetas guardadas.
item-seasons = Estações
item-seasons-saved = Estações guardadas.
item-notes = Notas
item-notes-what = Com que combina, como se lava
item-notes-saved = Notas guardadas.
item-name = Nome
item-name-what = Casaco do avô
item-name-saved = Nome guardado.
item-brand = Marca
item-brand-saved = Marca guardada.
item-size = Tamanho
item-size-saved = Tamanho guardado.
item-price = Preço
item-price-saved = Preço guardado.
item-source = Proveniência
item-source-saved = Proveniência guardada.
item-archived = Já não é minha
item-archived-saved = Destino da peça guardado.
item-is-archived =
    { $why }. Está escondida no guarda-roupa; para a ver, escolha “{ archived-shown }” nos filtros.
archived-sold = Vendida
archived-given = Oferecida
archived-lost = Perdida
archived-shown = Vendidas, oferecidas, perdidas
worn-today = Usada hoje
worn-never = Nunca usada
worn-times =
    { $count ->
        [1] Usada uma vez, em { DATETIME($day, dateStyle: "medium") }
       *[other] Usada { NUMBER($count) } vezes, a última em { DATETIME($day, dateStyle: "medium") }
    }
worn-noted =
    { $count ->
        [1] Registada como usada hoje.
       *[other] { NUMBER($count) } peças registadas como usadas hoje.
    }
price-per-wear = { NUMBER($price, minimumFractionDigits: 2, maximumFractionDigits: 2) } por utilização
item-no-prediction = Esta peça não foi classificada por nenhum modelo.
item-confidence = Confiança em cada classe
item-history =
    { $count ->
        [1] Previsão
       *[other] Todas as { NUMBER($count) } previsões
    }
item-prediction = **{ $drawer }**, { $sure }, por { $model }, { DATETIME($when, dateStyle: "medium", timeStyle: "short") }
item-similar = Peças parecidas
item-colours-correct = Corrigir as cores
item-colours-what =
    Até { $most } cores, a principal primeiro. Mantêm-se quando a peça é classificada ou recortada de novo.
item-colours-yours = Estas cores são escolha sua.
item-colours-many = Uma peça tem, no máximo, { $most } cores. Retire uma primeiro.
item-colours-measure = Medi-las outra vez na foto
item-colours-saved = Cores guardadas.
item-colours-again = Cores medidas outra vez na foto.
photos-title =
    { $count ->
        [1] Adicionar fotos das costas, da etiqueta, ou da peça vestida
       *[other] Todas as { NUMBER($count) } fotos
    }
photos-add = Mais fotos desta peça
photos-add-what = Fotos das costas, da etiqueta, ou de alguém com a peça vestida.
photos-added =
    { $count ->
        [1] Uma foto adicionada.
       *[other] { NUMBER($count) } fotos adicionadas.
    }
photos-kind = O que { $file } mostra
photos-kind-saved = Guardado o que a foto mostra.
photos-is-cover = Capa
photos-cover = Usar como capa
photos-cover-done = Esta foto é agora a capa.
photos-remove = Retirar
photos-remove-done = Foto retirada. Será apagada daqui a 30 dias.
photos-merge = A mesma peça que
photos-merge-which = Uma peça parecida
photos-merge-now = Juntar
photos-merge-done = Peças juntas. A outra está no lixo, e as suas fotos estão aqui.
photo-nothing = Não indicado
photo-front = Frente
photo-back = Costas
photo-worn = Vestida
photo-detail = Pormenor
photo-label = Etiqueta
archived-take-back = Voltou
item-taken-back-saved = A peça está outra vez no guarda-roupa.
